package io.github.chatpin.camel.spi;

/**
 * One thing that is asked of an upstream, checked and in the platform's terms: a {@link PinCommand}, or one of the
 * platform's own kinds. Immutable.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public interface Command {

    /** Returns the upstream's method. */
    String method();

    /** Returns the chat in canonical form; {@code null} for a command that concerns no certain chat. */
    String chatId();

    /** Returns a key: commands of one account with the same key never overtake each other. */
    String orderKey();

    /** Returns whether it changes nothing. A reading has a request of its own, and does not count as a pin. */
    default boolean isReading() {
        return false;
    }
}
