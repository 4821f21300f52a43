package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.memory.Places;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.ArrayList;
import java.util.List;

/**
 * A pin that has a place under the cap: it is sent, behind the unpin of the chat whose place it is, if it is another's.
 *
 * @param victim the chat that is to be unpinned for it, {@code null} if there is room
 * @param gone   the chats that have been unpinned for it
 */
record PlacedPin(PinCommand pin, Handling handling, Evicted victim, List<Evicted> gone) implements PinStep {

    private static final int OK = 200;

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    @Override
    public List<Command> parts() {
        if (victim == null) {
            return List.of(pin);
        }
        return sendsBoth() ? List.of(victim.unpin(), pin) : List.of(victim.unpin());
    }

    private boolean sendsBoth() {
        return victim != null && handling.fits(2);
    }

    private boolean sendsPin() {
        return victim == null || sendsBoth();
    }

    @Override
    public boolean lists() {
        return handling.verifies() && handling.fits(weight()) && sendsPin();
    }

    @Override
    public int weight() {
        return sendsBoth() ? 2 : 1;
    }

    @Override
    public List<String> evicted() {
        return Evicted.ids(gone);
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        Outcome ofPin = ofParts.get(ofParts.size() - 1);
        if (victim == null) {
            return outcome(ofPin, ofList);
        }
        Outcome ofUnpin = ofParts.get(0);
        if (ofUnpin instanceof Outcome.TryAgain again) {
            return again.with(
                    sendsBoth() && ofPin instanceof Outcome.Applied applied
                            ? new LateEviction(this, applied)
                            : mayBeDone(again) ? again() : CapStep.again(pin, handling, gone));
        }
        PlacedPin behind = ofUnpin instanceof Outcome.Applied ? afterEviction() : this;
        if (sendsBoth()) {
            return behind.outcome(ofPin, ofList);
        }
        return ofUnpin instanceof Outcome.Refused refused
                ? notEvicted(refused)
                : new Outcome.Continued(behind, ofUnpin.facts());
    }

    /** Returns whether the upstream has not said that it did nothing. */
    private static boolean mayBeDone(Outcome.TryAgain again) {
        ChatPinException failure = again.failure();
        boolean isErrorInABatch = failure.getErrorCode() != null && failure.getStatusCode() == OK;
        boolean isOfThePin = again.scope() == Scope.COMMAND || again.scope() == Scope.CONNECTION;
        return isOfThePin && !isErrorInABatch && !(failure instanceof RateLimitedException);
    }

    private PlacedPin afterEviction() {
        List<Evicted> all = new ArrayList<>(gone);
        all.add(victim);
        return new PlacedPin(pin, handling, null, all);
    }

    private Outcome notEvicted(Outcome.Refused refused) {
        return refused.failure() instanceof PinNotAppliedException // it may not be pinned any more
                ? new Outcome.TryAgain(refused.failure(), null, Scope.COMMAND, again(), refused.facts())
                : failed(noRoom(refused.failure()), refused.facts());
    }

    private Outcome outcome(Outcome ofPin, Outcome ofList) {
        if (ofPin instanceof Outcome.Refused refused) {
            return isFullAllTheSame(refused.failure())
                    ? full(refused)
                    : failed(explained(refused.failure()), refused.facts());
        }
        if (ofPin instanceof Outcome.Applied applied && !handling.verifies()) {
            return new Outcome.Applied(applied.chatJid(), applied.message(), evicted(), applied.facts());
        }
        return new Verification(pin, handling, evicted()).of(ofPin, ofList, again());
    }

    /** Returns whether the upstream has said that the cap is reached, although the count did not. */
    private boolean isFullAllTheSame(ChatPinException failure) {
        return failure instanceof PinLimitReachedException && !failure.isRetryable() && gone.isEmpty();
    }

    /** The policy applies, once. */
    private Outcome full(Outcome.Refused refused) {
        if (handling.cap().whenFull() == WhenFull.SKIP) {
            return new Outcome.Skipped(refused.facts());
        }
        String chat = handling.listedId(pin);
        boolean evicts = handling.cap().whenFull() == WhenFull.EVICT_OLDEST;
        return evicts && handling.known().places().takeOfTheOldest(chat) instanceof Place.Instead instead
                ? new Outcome.Continued(
                        new PlacedPin(pin, handling, Evicted.of(handling, instead.chatId()), gone), refused.facts())
                : failed(refused.failure(), refused.facts());
    }

    private ChatPinException explained(ChatPinException failure) {
        return failure instanceof PinNotAppliedException && victim == null && gone.isEmpty()
                ? Verification.because(
                        failure,
                        "the list showed a free place: the chat is not in the user's list, or the places are taken by"
                                + " chats that the list hides")
                : failure;
    }

    private PinLimitReachedException noRoom(ChatPinException cause) {
        PinLimitReachedException failure = new PinLimitReachedException(
                "The cap of pinned chats is reached, and %s could not be unpinned: %s"
                        .formatted(victim.chatId(), cause.getMessage()),
                Origin.unanswered(handling.platform(), pin.chatId()),
                false);
        failure.initCause(cause);
        return failure;
    }

    /** Ends with a failure, after the chat that was unpinned last is pinned again, if its place is free still. */
    Outcome failed(ChatPinException failure, AnswerFacts facts) {
        Places places = handling.known().places();
        String chat = handling.listedId(pin);
        Evicted last = gone.isEmpty() ? null : gone.get(gone.size() - 1);
        if (places.isGoing(chat)) {
            places.neverCame(chat);
            return new Outcome.Refused(failure, evicted(), facts);
        }
        if (last == null || places.hasNeverCome(last.chatId())) {
            places.giveUp(chat); // at once, for others of the same request
            return new Outcome.Refused(failure, evicted(), facts);
        }
        places.giveTo(chat, last.chatId());
        return new Outcome.Continued(new GiveBack(this, last, failure), facts);
    }

    /** By a new list: what was sent may have been done. */
    @Override
    public CapStep again() {
        List<Evicted> tried = new ArrayList<>(gone);
        if (victim != null) {
            tried.add(victim);
        }
        return CapStep.again(pin, handling, tried);
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return failed(failure, AnswerFacts.NONE);
    }

    @Override
    public boolean mayTimeOut() {
        return gone.isEmpty();
    }

    @Override
    public void ended() {
        handling.known().places().giveUp(handling.listedId(pin));
    }
}
