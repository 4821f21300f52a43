package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/**
 * A consumer's reading: has the pinned chats listed, and keeps apart from syncs.
 *
 * @param page where the list goes on, {@code null} where it begins
 */
public record WatchStep(Handling handling, Command page) implements ListStep {

    /** Returns the first step. */
    public static WatchStep first(Handling handling) {
        return new WatchStep(handling, null);
    }

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    @Override
    public String method() {
        return Lists.method(upstream());
    }

    @Override
    public String chatId() {
        return null;
    }

    @Override
    public String orderKey() {
        return "watch " + upstream().method();
    }

    @Override
    public boolean isReading() {
        return true;
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(new WatchStep(handling, continued.next()), continued.facts());
        }
        return ofList instanceof Outcome.TryAgain again ? again.with(first(handling)) : ofList;
    }
}
