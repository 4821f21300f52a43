package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/**
 * A command of several requests that is at one of them. It sends commands of the platform's, and may have the pinned chats
 * listed with them. Several steps may share a request, and then its list ({@link Turn}).
 */
public interface Step extends Command {

    /** Returns what makes its commands. */
    Upstream upstream();

    /** Returns what it sends, in this order; empty if it only has the pinned chats listed. */
    List<Command> parts();

    /** Returns whether it has the pinned chats listed, behind all parts of its request. */
    default boolean lists() {
        return false;
    }

    /** Returns where the list goes on; {@code null} where it begins. */
    default Command page() {
        return null;
    }

    /**
     * Returns for how many commands there must be room in its request, the list not counted. Asked under a lock, so it must
     * be quick.
     */
    default int weight() {
        return 1;
    }

    /** Returns whether nothing else may be in its request. */
    default boolean isAlone() {
        return false;
    }

    /**
     * Returns what the answers mean.
     *
     * @param ofParts an outcome for each part
     * @param ofList  the outcome of the list, {@code null} if it has none
     */
    Outcome outcome(List<Outcome> ofParts, Outcome ofList);

    /** Returns how to go on when the request had no answer. */
    default Command again() {
        return this;
    }

    /** Returns what becomes of it when it is not tried again after a failure: something else may be left to do. */
    default Outcome givenUp(ChatPinException failure) {
        return new Outcome.Refused(failure, AnswerFacts.NONE);
    }

    /** Returns whether it begins something that has retries of its own. */
    default boolean isNewTask() {
        return false;
    }

    /** Returns whether it may end because it has waited too long. */
    default boolean mayTimeOut() {
        return true;
    }

    /** Takes in that it has ended, whatever the outcome. */
    default void ended() {}
}
