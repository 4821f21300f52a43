package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/**
 * Looks whether the list shows a change that was answered well.
 *
 * @param verification compares the two
 * @param applied      what was answered to the change
 * @param page         where the list goes on, {@code null} where it begins
 * @param anew         what makes the change again
 */
record ListCheck(Verification verification, Outcome.Applied applied, Command page, Command anew)
        implements PinStep, ListStep {

    /** The list's own, since it is the list that may be refused. */
    @Override
    public String method() {
        return Lists.method(verification.handling().upstream());
    }

    @Override
    public PinCommand pin() {
        return verification.pin();
    }

    @Override
    public Upstream upstream() {
        return verification.handling().upstream();
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        return verification.of(applied, ofList, anew);
    }

    @Override
    public List<String> evicted() {
        return verification.evicted();
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return new Outcome.Refused(failure, evicted(), AnswerFacts.NONE);
    }

    @Override
    public boolean mayTimeOut() {
        return evicted().isEmpty();
    }

    @Override
    public void ended() {
        if (anew instanceof Step step) {
            step.ended();
        }
    }
}
