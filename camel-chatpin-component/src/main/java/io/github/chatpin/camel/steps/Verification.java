package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;

/**
 * Compares what was answered to a change with the list of pinned chats.
 *
 * @param evicted the chats that were unpinned to make room
 */
record Verification(PinCommand pin, Handling handling, List<String> evicted) {

    /**
     * Returns what the two mean together.
     *
     * @param ofPin  the outcome of the change
     * @param ofList the outcome of the list, {@code null} if there was no room for it
     * @param anew   what makes the change again
     */
    Outcome of(Outcome ofPin, Outcome ofList, Command anew) {
        if (ofPin instanceof Outcome.TryAgain again) {
            return again.with(anew);
        }
        if (ofPin instanceof Outcome.Refused refused && ofList instanceof Outcome.Listed listed) {
            return new Outcome.Refused(explained(refused.failure(), listed.chats()), evicted, refused.facts());
        }
        if (!(ofPin instanceof Outcome.Applied applied)) {
            return ofPin;
        }
        return of(applied, ofList, anew);
    }

    /** Returns what a list means for a change that was answered well; without a list it is asked for. */
    Outcome of(Outcome.Applied applied, Outcome ofList, Command anew) {
        if (ofList == null) {
            return new Outcome.Continued(new ListCheck(this, applied, null, anew), applied.facts());
        }
        if (ofList instanceof Outcome.Listed listed) {
            return isShown(listed.chats())
                    ? new Outcome.Applied(applied.chatJid(), applied.message(), evicted, applied.facts())
                    : new Outcome.TryAgain(notShown(), null, Scope.COMMAND, anew, listed.facts());
        }
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(new ListCheck(this, applied, continued.next(), anew), continued.facts());
        }
        if (ofList instanceof Outcome.TryAgain again) {
            return again.with(new ListCheck(this, applied, null, anew));
        }
        return ofList instanceof Outcome.Refused refused
                ? new Outcome.Refused(refused.failure(), evicted, refused.facts())
                : ofList;
    }

    /** A pin whose place a later one of the same request has got was done before. */
    private boolean isShown(List<PinnedChat> chats) {
        return contains(chats) == pin.pinned() || handling.isEvictedAgain(pin);
    }

    private boolean contains(List<PinnedChat> chats) {
        String id = handling.listedId(pin);
        return chats.stream().anyMatch(chat -> chat.chatId().equals(id));
    }

    PinNotAppliedException notShown() {
        return new PinNotAppliedException(
                "%s of %s was confirmed, but the list of pinned chats %s it"
                        .formatted(pin.method(), pin.chatId(), pin.pinned() ? "does not show" : "still shows"),
                Origin.unanswered(handling.platform(), pin.chatId()));
    }

    /** Returns a refusal with what the list tells of its cause. */
    private ChatPinException explained(ChatPinException failure, List<PinnedChat> chats) {
        if (!(failure instanceof PinNotAppliedException)) {
            return failure;
        }
        String why = contains(chats)
                ? "the list shows the chat as pinned"
                : "the list shows %d pinned chats, and not this one".formatted(chats.size());
        return because(failure, why);
    }

    /** Returns the same failure with what is known of its cause. */
    static PinNotAppliedException because(ChatPinException failure, String why) {
        return new PinNotAppliedException(
                failure.getMessage() + "; " + why,
                new Origin(
                        failure.getPlatform(), failure.getChatId(), failure.getStatusCode(), failure.getErrorCode()));
    }
}
