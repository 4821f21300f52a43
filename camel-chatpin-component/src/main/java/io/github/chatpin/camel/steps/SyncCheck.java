package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The last step of a sync with {@code verify}: looks whether the list shows the changes.
 *
 * @param changes the changes that were made
 * @param page    where the list goes on, {@code null} where it begins
 */
record SyncCheck(SyncChanges changes, Command page) implements SyncStep, ListStep {

    @Override
    public SyncTask task() {
        return changes.task();
    }

    @Override
    public String method() {
        return Lists.method(upstream());
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        if (ofList instanceof Outcome.Listed listed) {
            return changes.verified(listed.chats(), listed.facts());
        }
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(new SyncCheck(changes, continued.next()), continued.facts());
        }
        if (ofList instanceof Outcome.TryAgain again) {
            return again.with(new SyncCheck(changes, null));
        }
        return ofList instanceof Outcome.Refused refused ? changes.unverified(refused.failure()) : ofList;
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return changes.unverified(failure);
    }

    @Override
    public boolean mayTimeOut() {
        return false;
    }

    @Override
    public Optional<Outcome.Synced> brokenOff(ChatPinException why) {
        return Optional.of(changes.unverified(why));
    }
}
