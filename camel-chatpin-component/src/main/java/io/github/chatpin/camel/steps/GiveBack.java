package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.CapStep.Evicted;
import java.util.List;

/**
 * Pins a chat again that was unpinned for a pin which has failed. Then the pin ends with its own failure.
 *
 * @param failed  the pin
 * @param victim  the chat
 * @param failure why the pin has failed
 */
record GiveBack(PlacedPin failed, Evicted victim, ChatPinException failure) implements PinStep {

    static GiveBack of(PlacedPin failed, ChatPinException failure) {
        List<Evicted> evicted = failed.evicted();
        Evicted victim = evicted.get(evicted.size() - 1);
        Handling handling = failed.handling();
        handling.known().places().giveTo(handling.listedId(failed.pin()), victim.chatId());
        return new GiveBack(failed, victim, failure);
    }

    @Override
    public PinCommand pin() {
        return failed.pin();
    }

    @Override
    public Upstream upstream() {
        return failed.upstream();
    }

    @Override
    public List<Command> parts() {
        return List.of(failed.handling().pin(victim.chatId(), true));
    }

    @Override
    public boolean lists() {
        return false;
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        Outcome ofPin = ofParts.get(0);
        List<String> evicted = PlacedPin.ids(failed.evicted());
        if (ofPin instanceof Outcome.Applied applied) {
            failed.handling().known().remembered().restore(victim.chatId(), victim.before());
            List<String> others = evicted.subList(0, evicted.size() - 1);
            return new Outcome.Refused(failure, others, applied.facts());
        }
        if (ofPin instanceof Outcome.Refused refused) {
            return givenUp(refused.failure());
        }
        return ofPin instanceof Outcome.TryAgain again ? again.with(this) : ofPin;
    }

    @Override
    public Outcome givenUp(ChatPinException whyNot) {
        if (whyNot != failure) {
            failure.addSuppressed(whyNot);
        }
        return new Outcome.Refused(failure, PlacedPin.ids(failed.evicted()), AnswerFacts.NONE);
    }

    @Override
    public boolean mayTimeOut() {
        return false;
    }

    @Override
    public void ended() {
        failed.ended();
        failed.handling().known().places().giveUp(victim.chatId(), null);
    }
}
