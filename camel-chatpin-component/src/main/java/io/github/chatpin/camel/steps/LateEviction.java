package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.util.ArrayList;
import java.util.List;

/**
 * Unpins a chat whose place another one has got already: that one's pin was done, and the unpin before it was not.
 *
 * @param placed  the pin
 * @param applied what was answered to it
 */
record LateEviction(PlacedPin placed, Outcome.Applied applied) implements PinStep {

    @Override
    public PinCommand pin() {
        return placed.pin();
    }

    @Override
    public Upstream upstream() {
        return placed.upstream();
    }

    @Override
    public List<Command> parts() {
        return List.of(placed.victim().unpin());
    }

    @Override
    public List<String> evicted() {
        return placed.evicted();
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        Outcome ofUnpin = ofParts.get(0);
        if (ofUnpin instanceof Outcome.TryAgain again) {
            return again.with(this);
        }
        List<String> evicted = new ArrayList<>(placed.evicted());
        if (ofUnpin instanceof Outcome.Applied) {
            evicted.add(placed.victim().chatId());
        }
        return done(evicted);
    }

    private Outcome done(List<String> evicted) {
        Handling handling = placed.handling();
        return handling.verifies()
                ? new Verification(placed.pin(), handling, evicted).of(applied, (Outcome) null, placed.again())
                : new Outcome.Applied(applied.chatJid(), applied.message(), evicted, applied.facts());
    }

    /** The pin is done, which is what it says. */
    @Override
    public Outcome givenUp(ChatPinException failure) {
        return done(placed.evicted());
    }

    @Override
    public boolean mayTimeOut() {
        return false;
    }

    @Override
    public void ended() {
        placed.ended();
    }
}
