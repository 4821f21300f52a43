package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of a sync: finds out which chats those are that the body names in another way.
 *
 * @param pinned the chats that are pinned
 * @param wanted those that shall be, as far as they are known
 */
record SyncLookUp(SyncTask task, List<PinnedChat> pinned, List<Wanted> wanted) implements SyncStep {

    /** Goes on with what is to be found out, or with the changes if that is nothing. */
    static Outcome next(SyncTask task, List<PinnedChat> pinned, List<Wanted> wanted, AnswerFacts facts) {
        List<Wanted> known = wanted.stream()
                .map(one -> one.isUnknown() ? one.as(task.handling().upstream().current(one.command())) : one)
                .toList();
        return known.stream().anyMatch(Wanted::isUnknown)
                ? new Outcome.Continued(new SyncLookUp(task, pinned, known), facts)
                : SyncPlan.of(task, pinned, known).begin(facts);
    }

    @Override
    public String method() {
        return parts().get(0).method();
    }

    @Override
    public List<Command> parts() {
        return wanted.stream()
                .filter(Wanted::isUnknown)
                .map(Wanted::command)
                .distinct()
                .limit(task.handling().batchSize())
                .toList();
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        List<Command> parts = parts();
        Map<Command, Outcome> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            outcomes.put(parts.get(i), ofParts.get(i));
        }
        List<Wanted> known = wanted.stream()
                .map(one -> found(one, outcomes.get(one.command())))
                .toList();
        for (Outcome outcome : ofParts) {
            if (outcome instanceof Outcome.TryAgain again) {
                return again.with(new SyncLookUp(task, pinned, known));
            }
        }
        return next(task, pinned, known, ofParts.get(0).facts());
    }

    private static Wanted found(Wanted one, Outcome outcome) {
        if (outcome instanceof Outcome.Continued continued) {
            return one.as(continued.next());
        }
        return outcome instanceof Outcome.Refused refused ? one.failed(refused.failure()) : one;
    }
}
