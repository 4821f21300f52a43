package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.dispatch.AccountReport.LastFailure;
import io.github.chatpin.camel.steps.SyncStep;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what an account does, and tells its observer. What tells the observer is called without the account's guard;
 * what was counted may be read under it. Thread-safe.
 */
final class AccountStatistics {

    private final AccountControl account;
    private final Observer observer;
    private final Timekeeper time;
    private final LongAdder requests = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder pinsInBatches = new LongAdder();
    private final LongAccumulator largestBatch = new LongAccumulator(Math::max, 0);
    private final LongAdder done = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final Syncs syncs = new Syncs();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile LastFailure lastFailure;
    private volatile LastFailure trouble; // null since the account has worked

    AccountStatistics(AccountControl account, Observer observer, Timekeeper time) {
        this.account = account;
        this.observer = observer;
        this.time = time;
    }

    void requestEnded(int pins, long nanos) {
        requests.increment();
        if (pins > 1) {
            batches.increment();
            pinsInBatches.add(pins);
        }
        largestBatch.accumulate(pins);
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
            syncs.evicted(completion.outcome().evicted().size());
        }
        if (completion.command() instanceof SyncStep) {
            syncEnded(completion);
            return;
        }
        if (completion.failure() == null) {
            done.increment();
        } else {
            failures.computeIfAbsent(completion.failureType(), type -> new LongAdder())
                    .increment();
            note(completion.failure());
        }
        observer.pinEnded(account, completion, waitedNanos);
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
        syncs.ended(made);
        if (completion.failure() != null) {
            note(completion.failure());
        }
        observer.syncEnded(account, completion, made);
    }

    void retried(ChatPinException failure) {
        retries.increment();
        note(failure);
        observer.retried(account, failure);
    }

    private void note(RuntimeException failure) {
        lastFailure = failure(failure);
    }

    private LastFailure failure(RuntimeException failure) {
        return new LastFailure(failure.getClass().getSimpleName(), failure.getMessage(), time.now());
    }

    long done() {
        return done.sum();
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
                requests.sum(),
                batches.sum(),
                pinsInBatches.sum(),
                largestBatch.get(),
                done.sum(),
                failed,
                retries.sum(),
                syncs.ended,
                syncs.changes,
                syncs.evictions);
    }

    LastFailure lastFailure() {
        return lastFailure;
    }

    /** Counts what happens seldom, in a few bytes. */
    private static final class Syncs {

        private volatile long ended;
        private volatile long changes;
        private volatile long evictions;

        private synchronized void ended(int itsChanges) {
            ended++;
            changes += itsChanges;
        }

        private synchronized void evicted(int chats) {
            evictions += chats;
        }
    }
}
