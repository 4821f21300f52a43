package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import java.util.List;

/**
 * The first step of a sync: has the pinned chats listed.
 *
 * @param page where the list goes on, {@code null} where it begins
 */
record SyncRead(SyncTask task, Command page) implements SyncStep, ListStep {

    @Override
    public String method() {
        return Lists.method(upstream());
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        if (ofList instanceof Outcome.Listed listed) {
            task.handling().known().otherIds().listed(Lists.ids(listed));
            return SyncLookUp.next(task, listed.chats(), task.wanted(), listed.facts());
        }
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(new SyncRead(task, continued.next()), continued.facts());
        }
        return ofList instanceof Outcome.TryAgain again ? again.with(this) : ofList;
    }
}
