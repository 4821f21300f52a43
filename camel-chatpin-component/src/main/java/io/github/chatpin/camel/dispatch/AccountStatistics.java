package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.dispatch.AccountReport.LastFailure;
import io.github.chatpin.camel.steps.SyncStep;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what an account does, and tells its observer. What tells the observer is called without the account's guard;
 * what was counted may be read under it. Thread-safe.
 */
final class AccountStatistics {

    private final AccountControl account;
    private final Observer observer;
    private final Timekeeper time;
    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
    private volatile Map<String, LongAdder> failures = Map.of(); // by type; not changed, but replaced
    private volatile LastFailure lastFailure;
    private volatile LastFailure trouble; // null since the account has worked

    private enum Count {
        REQUESTS,
        BATCHES,
        PINS_IN_BATCHES,
        LARGEST_BATCH,
        DONE,
        RETRIES,
        SYNCS,
        CHANGES,
        EVICTIONS
    }

    AccountStatistics(AccountControl account, Observer observer, Timekeeper time) {
        this.account = account;
        this.observer = observer;
        this.time = time;
    }

    void requestEnded(int pins, long nanos) {
        add(Count.REQUESTS, 1);
        if (pins > 1) {
            add(Count.BATCHES, 1);
            add(Count.PINS_IN_BATCHES, pins);
        }
        counts.accumulateAndGet(Count.LARGEST_BATCH.ordinal(), pins, Math::max);
        observer.requestEnded(account, pins, nanos);
    }

    void pinEnded(Completion completion, long waitedNanos) {
        trouble = trouble(completion);
        if (completion.command() != null && completion.command().isReading()) {
            if (completion.failure() != null) {
                note(completion.failure());
            }
            return;
        }
        if (completion.outcome() != null && !completion.outcome().evicted().isEmpty()) {
            add(Count.EVICTIONS, completion.outcome().evicted().size());
        }
        if (completion.command() instanceof SyncStep) {
            syncEnded(completion);
            return;
        }
        if (completion.failure() == null) {
            add(Count.DONE, 1);
        } else {
            failuresOf(completion.failureType()).increment();
            note(completion.failure());
        }
        observer.pinEnded(account, completion, waitedNanos);
    }

    private LongAdder failuresOf(String type) {
        LongAdder known = failures.get(type);
        return known == null ? addFailuresOf(type) : known;
    }

    private synchronized LongAdder addFailuresOf(String type) {
        Map<String, LongAdder> all = new HashMap<>(failures);
        LongAdder count = all.computeIfAbsent(type, name -> new LongAdder());
        failures = Map.copyOf(all);
        return count;
    }

    private LastFailure trouble(Completion completion) {
        if (completion.failure() == null) {
            return null;
        }
        boolean isTheAccounts = completion.failure() instanceof AuthenticationException
                || completion.failure() instanceof UpstreamUnavailableException
                || completion.failure() instanceof RateLimitedException;
        return isTheAccounts ? failure(completion.failure()) : trouble;
    }

    private void syncEnded(Completion completion) {
        int made = completion.changes();
        add(Count.SYNCS, 1);
        add(Count.CHANGES, made);
        if (completion.failure() != null) {
            note(completion.failure());
        }
        observer.syncEnded(account, completion, made);
    }

    void retried(ChatPinException failure) {
        add(Count.RETRIES, 1);
        note(failure);
        observer.retried(account, failure);
    }

    private void note(RuntimeException failure) {
        lastFailure = failure(failure);
    }

    private LastFailure failure(RuntimeException failure) {
        return new LastFailure(failure.getClass().getSimpleName(), failure.getMessage(), time.now());
    }

    private void add(Count what, long more) {
        counts.addAndGet(what.ordinal(), more);
    }

    private long count(Count what) {
        return counts.get(what.ordinal());
    }

    long done() {
        return count(Count.DONE);
    }

    long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    LastFailure trouble() {
        return trouble;
    }

    AccountReport.Counts counts() {
        Map<String, Long> failed = new TreeMap<>();
        failures.forEach((type, count) -> failed.put(type, count.sum()));
        return new AccountReport.Counts(
                count(Count.REQUESTS),
                count(Count.BATCHES),
                count(Count.PINS_IN_BATCHES),
                count(Count.LARGEST_BATCH),
                count(Count.DONE),
                failed,
                count(Count.RETRIES),
                count(Count.SYNCS),
                count(Count.CHANGES),
                count(Count.EVICTIONS));
    }

    LastFailure lastFailure() {
        return lastFailure;
    }
}
