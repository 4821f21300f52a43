package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.memory.PinMemory;
import java.util.List;
import java.util.Optional;

/**
 * What one endpoint talks to: makes requests of commands and outcomes of answers. It does no I/O, keeps no thread and
 * must be thread-safe.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public interface Upstream {

    /** Returns the account and the limit that the endpoint's requests belong to. */
    UpstreamAccount account();

    /** Returns the most commands that one request may carry; 1 where the platform batches nothing. */
    default int batchSize() {
        return 1;
    }

    /**
     * Returns the command that sets one chat's state; where that takes several, the first of them.
     *
     * @throws InvalidPinRequestException if the chat's id is not one of the platform's
     */
    Command pin(String chatId, boolean pinned);

    /**
     * Returns what a command is to be now that it is its turn: what it was to find out may be known from another one.
     * Called under a lock, so it must be quick.
     */
    default Command current(Command command) {
        return command;
    }

    /**
     * Returns the command that pins or unpins all chats.
     *
     * @throws UnsupportedOperationException if the platform has none, which {@link ChatPlatform#connect} tells by
     *                                       refusing the operation
     */
    default Command pinAll(boolean pinned) {
        throw new UnsupportedOperationException("operation: this platform cannot pin all chats at once");
    }

    /**
     * Returns how to learn which chats are pinned.
     *
     * @throws UnsupportedOperationException if the platform has no way, which {@link ChatPlatform#connect} tells by
     *                                       refusing the operation
     */
    default Listing list() {
        throw new UnsupportedOperationException("operation: this platform does not tell which chats are pinned");
    }

    /**
     * Returns the method with which chats are pinned through this endpoint. Pins and syncs of one account and method keep
     * apart from each other, those of another method do not wait for them.
     */
    default String method() {
        return "pin";
    }

    /** Returns how many chats may be pinned, where {@code pinLimit} is not set; {@code null} for any number. */
    default Integer pinLimit() {
        return null;
    }

    /** Returns a pin's chat as {@link #list} tells it. */
    default String listedId(PinCommand pin) {
        return pin.chatId();
    }

    /**
     * Returns whether two ids of {@link #list} may be of one chat, so that a list may show a chat by another id than the one
     * it was pinned by.
     */
    default boolean mayBeTheSame(String listedId, String otherListedId) {
        return false;
    }

    /**
     * Returns what is remembered of the account's pins, which the upstream itself notes; empty where the platform has no
     * {@link #list}.
     */
    default Optional<PinMemory> memory() {
        return Optional.empty();
    }

    /** Returns what renews the account's credentials, for {@link Outcome.Scope#CREDENTIALS}; empty where nothing does. */
    default Optional<CredentialRenewal> renewal() {
        return Optional.empty();
    }

    /** Returns what tells whether the account works, for health checks; empty where nothing does. */
    default Optional<HealthProbe> probe() {
        return Optional.empty();
    }

    /** Returns the one request that carries these commands, at least one and at most {@link #batchSize}. */
    UpstreamRequest request(List<Command> commands);

    /** Returns what an answer means for each of the commands that its request carried, in their order. */
    List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer);
}
