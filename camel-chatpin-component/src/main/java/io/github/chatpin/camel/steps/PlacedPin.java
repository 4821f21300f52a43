package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.memory.Places;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.CapStep.Evicted;
import java.util.ArrayList;
import java.util.List;

/**
 * A pin that has a place under the cap: it is sent, behind the unpin of the chat whose place it is, if it is another's.
 *
 * @param victim  the chat that is to be unpinned for it, {@code null} if there is room
 * @param evicted the chats that have been unpinned for it
 */
record PlacedPin(PinCommand pin, Handling handling, Evicted victim, List<Evicted> evicted) implements PinStep {

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    @Override
    public List<Command> parts() {
        if (victim == null) {
            return List.of(pin);
        }
        Command unpin = handling.pin(victim.chatId(), false);
        return hasRoomForBoth() ? List.of(unpin, pin) : List.of(unpin);
    }

    private boolean hasRoomForBoth() {
        return handling.fits(List.of(pin, pin));
    }

    @Override
    public boolean lists() {
        return handling.verifies() && handling.fits(List.of(pin)) && (victim == null || hasRoomForBoth());
    }

    @Override
    public int weight() {
        return parts().size();
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        Outcome ofPin = ofParts.get(ofParts.size() - 1);
        if (victim == null) {
            return outcome(ofPin, ofList, evicted);
        }
        Outcome ofUnpin = ofParts.get(0);
        if (ofUnpin instanceof Outcome.TryAgain again) {
            return again.with(
                    ofParts.size() > 1 && ofPin instanceof Outcome.Applied applied
                            ? new LateEviction(this, applied)
                            : again());
        }
        List<Evicted> all = new ArrayList<>(evicted);
        if (ofUnpin instanceof Outcome.Applied) {
            all.add(victim);
        }
        if (ofParts.size() > 1) {
            return outcome(ofPin, ofList, all);
        }
        return ofUnpin instanceof Outcome.Refused refused
                ? new Outcome.Refused(noRoom(refused.failure()), ids(evicted), refused.facts())
                : new Outcome.Continued(new PlacedPin(pin, handling, null, all), ofUnpin.facts());
    }

    private Outcome outcome(Outcome ofPin, Outcome ofList, List<Evicted> gone) {
        if (ofPin instanceof Outcome.Refused refused) {
            return failed(explained(refused.failure()), gone, refused.facts());
        }
        if (ofPin instanceof Outcome.Applied applied && !handling.verifies()) {
            return new Outcome.Applied(applied.chatJid(), applied.message(), ids(gone), applied.facts());
        }
        return new Verification(pin, handling, ids(gone)).of(ofPin, ofList, again());
    }

    private static ChatPinException explained(ChatPinException failure) {
        return failure instanceof PinNotAppliedException
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
    private Outcome failed(ChatPinException failure, List<Evicted> gone, AnswerFacts facts) {
        boolean isTaken = handling.known().places().isGoing(handling.listedId(pin));
        return gone.isEmpty() || isTaken
                ? new Outcome.Refused(failure, ids(gone), facts)
                : new Outcome.Continued(GiveBack.of(new PlacedPin(pin, handling, victim, gone), failure), facts);
    }

    static List<String> ids(List<Evicted> chats) {
        return chats.stream().map(Evicted::chatId).toList();
    }

    /** By a new list: what was sent may have been done. */
    @Override
    public CapStep again() {
        List<Evicted> tried = new ArrayList<>(evicted);
        if (victim != null) {
            tried.add(victim);
        }
        return new CapStep(pin, handling, pin.method(), tried, null);
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return failed(failure, evicted, AnswerFacts.NONE);
    }

    @Override
    public boolean mayTimeOut() {
        return evicted.isEmpty();
    }

    @Override
    public void ended() {
        Places places = handling.known().places();
        places.giveUp(handling.listedId(pin), victim == null ? null : victim.chatId());
        evicted.forEach(one -> places.giveUp(handling.listedId(pin), one.chatId()));
    }
}
