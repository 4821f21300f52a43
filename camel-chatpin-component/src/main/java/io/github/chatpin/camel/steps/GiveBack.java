package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/**
 * Pins a chat again that was unpinned for a pin which has failed. Then the pin ends with its own failure.
 *
 * @param failed  the pin
 * @param victim  the chat, which has the pin's place
 * @param failure why the pin has failed
 */
record GiveBack(PlacedPin failed, Evicted victim, ChatPinException failure) implements PinStep {

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
        return List.of(victim.pin());
    }

    @Override
    public List<String> evicted() {
        return failed.evicted();
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        Outcome ofPin = ofParts.get(0);
        if (ofPin instanceof Outcome.Applied applied) {
            failed.handling().known().remembered().restore(victim.chatId(), victim.before());
            List<String> others = evicted().subList(0, evicted().size() - 1);
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
        return new Outcome.Refused(failure, evicted(), AnswerFacts.NONE);
    }

    @Override
    public boolean isNewTask() {
        return true;
    }

    @Override
    public boolean mayTimeOut() {
        return false;
    }

    @Override
    public void ended() {
        failed.handling().known().places().giveUp(victim.chatId());
    }
}
