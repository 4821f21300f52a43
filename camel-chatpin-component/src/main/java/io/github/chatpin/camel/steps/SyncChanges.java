package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.SyncPlan.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a sync: makes the next changes, as many as one request holds.
 *
 * @param todo     the changes that are left, in their order
 * @param refused  those of them that have failed before and are tried again, with their failures
 * @param done     the changes that were confirmed
 * @param failures those that have failed for good
 * @param hasBegun whether a request with changes was sent
 */
record SyncChanges(
        SyncPlan plan,
        List<Change> todo,
        Map<Change, ChatPinException> refused,
        Map<Change, PinResult> done,
        List<PinFailure> failures,
        boolean hasBegun)
        implements SyncStep {

    static SyncChanges first(SyncPlan plan) {
        return new SyncChanges(plan, plan.changes(), Map.of(), Map.of(), plan.failures(), false);
    }

    @Override
    public SyncTask task() {
        return plan.task();
    }

    @Override
    public String method() {
        return plan.changes().get(0).command().method();
    }

    @Override
    public List<Command> parts() {
        return next().stream().<Command>map(Change::command).toList();
    }

    private List<Change> next() {
        return todo.subList(0, Math.min(todo.size(), task().handling().batchSize()));
    }

    @Override
    public boolean lists() {
        return task().handling().verifies() && task().handling().fits(todo.size());
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        List<Change> sent = next();
        Progress progress = new Progress();
        for (int i = 0; i < sent.size(); i++) {
            progress.take(sent.get(i), ofParts.get(i));
        }
        progress.todo.addAll(todo.subList(sent.size(), todo.size()));
        return progress.goOn(ofList, ofParts.get(0).facts());
    }

    /** What has come of the changes of one request. */
    private final class Progress {

        private final List<Change> todo = new ArrayList<>();
        private final Map<Change, ChatPinException> refused = new LinkedHashMap<>();
        private final Map<Change, PinResult> done = new LinkedHashMap<>(SyncChanges.this.done);
        private final List<PinFailure> failures = new ArrayList<>(SyncChanges.this.failures);
        private Outcome.TryAgain again;

        private void take(Change change, Outcome outcome) {
            if (outcome instanceof Outcome.TryAgain passing) {
                tryAgain(change, passing);
            } else if (outcome instanceof Outcome.Applied applied) {
                done.put(change, result(change.command(), applied));
            } else if (outcome instanceof Outcome.Refused refusal) {
                refuse(change, refusal.failure());
            } else {
                throw new IllegalStateException("No outcome of a change: " + outcome.getClass());
            }
        }

        private void tryAgain(Change change, Outcome.TryAgain passing) {
            todo.add(change);
            refused.put(change, passing.failure());
            boolean isWider = again == null || again.scope() == Scope.COMMAND;
            again = isWider ? passing : again;
        }

        private void refuse(Change change, ChatPinException failure) {
            boolean mayBeFull = failure instanceof PinNotAppliedException
                    && change.command().pinned()
                    && todo.stream().anyMatch(before -> !before.command().pinned());
            if (mayBeFull) { // the unpin before it has still to come
                todo.add(change);
                refused.put(change, failure);
            } else {
                failures.add(failure(change, failure));
            }
        }

        private Outcome goOn(Outcome ofList, AnswerFacts facts) {
            SyncChanges next = new SyncChanges(plan, todo, refused, done, failures, true).withoutThoseThatHaveNoRoom();
            if (next.todo.isEmpty()) {
                return next.check(ofList, facts);
            }
            return again != null ? again.with(next) : new Outcome.Continued(next, facts);
        }
    }

    /** Where an unpin has failed for good, the pin that was to have its place does not go: the body's last first. */
    private SyncChanges withoutThoseThatHaveNoRoom() {
        Integer limit = task().limit();
        if (limit == null) {
            return this;
        }
        long unpinsFailed = failures.stream()
                .filter(failure -> failure.index() == SyncPlan.OF_NO_ITEM)
                .count();
        long pinsDone = done.keySet().stream()
                .filter(change -> change.command().pinned())
                .count();
        long room = limit - plan.others() - unpinsFailed - pinsDone;
        List<Change> pins =
                todo.stream().filter(change -> change.command().pinned()).toList();
        List<Change> without = pins.subList(0, (int) Math.min(pins.size(), Math.max(0, pins.size() - room)));
        if (without.isEmpty()) {
            return this;
        }
        List<Change> left = new ArrayList<>(todo);
        left.removeAll(without);
        Map<Change, ChatPinException> stillRefused = new LinkedHashMap<>(refused);
        stillRefused.keySet().removeAll(without);
        List<PinFailure> all = new ArrayList<>(failures);
        without.forEach(change -> all.add(failure(change, noRoom(change))));
        return new SyncChanges(plan, left, stillRefused, done, all, hasBegun);
    }

    private PinLimitReachedException noRoom(Change change) {
        return new PinLimitReachedException(
                "There is no place for %s: a chat that was to be unpinned before it could not be"
                        .formatted(change.command().chatId()),
                Origin.unanswered(task().handling().platform(), change.command().chatId()),
                false);
    }

    private PinResult result(PinCommand pin, Outcome.Applied applied) {
        return new PinResult(
                task().handling().platform(), pin.chatId(), pin.pinned(), applied.chatJid(), applied.message());
    }

    private static PinFailure failure(Change change, ChatPinException cause) {
        return new PinFailure(
                change.index(),
                new PinRequest(change.command().chatId(), change.command().pinned()),
                cause);
    }

    /** Ends when all changes are made, with {@code verify} after a look at the list. */
    private Outcome check(Outcome ofList, AnswerFacts facts) {
        if (!task().handling().verifies() || done.isEmpty()) {
            return end(facts);
        }
        return ofList == null
                ? new Outcome.Continued(new SyncCheck(this, null), facts)
                : new SyncCheck(this, null).outcome(List.of(), ofList);
    }

    private Outcome end(AnswerFacts facts) {
        boolean isOfTheWhole = done.isEmpty()
                && !failures.isEmpty()
                && failures.stream().allMatch(failure -> failure.cause() instanceof AuthenticationException);
        return isOfTheWhole
                ? new Outcome.Refused(failures.get(0).cause(), facts)
                : new Outcome.Synced(plan.result(), List.copyOf(done.values()), failures, facts);
    }

    /** Takes in which chats the list shows: changes that it does not show are made again. */
    Outcome verified(List<PinnedChat> shown, AnswerFacts facts) {
        Set<String> ids = new HashSet<>();
        shown.forEach(chat -> ids.add(chat.chatId()));
        Map<Change, ChatPinException> notShown = new LinkedHashMap<>();
        Map<Change, PinResult> really = new LinkedHashMap<>(done);
        for (Change change : done.keySet()) {
            PinCommand pin = change.command();
            if (ids.contains(task().handling().listedId(pin)) != pin.pinned()) {
                really.remove(change);
                notShown.put(change, new Verification(pin, task().handling(), List.of()).notShown());
            }
        }
        if (notShown.isEmpty()) {
            return end(facts);
        }
        SyncChanges next = new SyncChanges(plan, List.copyOf(notShown.keySet()), notShown, really, failures, true);
        return new Outcome.TryAgain(notShown.values().iterator().next(), null, Scope.COMMAND, next, facts);
    }

    @Override
    public Command again() {
        return new SyncChanges(plan, todo, Map.of(), done, failures, true);
    }

    /** The changes that have failed do so for good; the others go on. */
    @Override
    public Outcome givenUp(ChatPinException failure) {
        List<Change> failed = refused.isEmpty() ? next() : List.copyOf(refused.keySet());
        List<Change> left = new ArrayList<>(todo);
        left.removeAll(failed);
        List<PinFailure> all = new ArrayList<>(failures);
        failed.forEach(change -> all.add(failure(change, refused.getOrDefault(change, failure))));
        SyncChanges next = new SyncChanges(plan, left, Map.of(), done, all, true).withoutThoseThatHaveNoRoom();
        return next.todo.isEmpty() ? next.check(null, AnswerFacts.NONE) : new Outcome.Continued(next, AnswerFacts.NONE);
    }

    /** What was verified and is made again has no new retries. */
    @Override
    public boolean isNewTask() {
        return !hasBegun || !task().handling().verifies();
    }

    @Override
    public boolean mayTimeOut() {
        return !hasBegun;
    }

    @Override
    public Optional<Outcome.Synced> brokenOff(ChatPinException why) {
        if (!hasBegun) {
            return Optional.empty();
        }
        List<PinFailure> all = new ArrayList<>(failures);
        todo.forEach(change -> all.add(failure(change, refused.getOrDefault(change, why))));
        return Optional.of(new Outcome.Synced(plan.result(), List.copyOf(done.values()), all, AnswerFacts.NONE));
    }

    /** Returns the outcome of changes that were made and could not be looked at. */
    Outcome.Synced unverified(ChatPinException why) {
        List<PinFailure> all = new ArrayList<>(failures);
        done.keySet().forEach(change -> all.add(failure(change, why)));
        return new Outcome.Synced(plan.result(), List.of(), all, AnswerFacts.NONE);
    }
}
