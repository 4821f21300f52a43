package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.UpstreamAccount;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.limit.Timekeeper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What an operator can see of an account and do to it. Thread-safe. */
public final class AccountControl {

    private final String platform;
    private volatile UpstreamAccount identity;
    private final ReentrantLock lock; // the account's
    private final Timekeeper time;
    private final Traffic traffic;
    private final WaitingRoom waitingRoom;
    private final Pauses pauses;
    private final Renewals renewals;
    private final Runnable whenResumed;
    private final AccountStatistics statistics;

    /** @param whenResumed called without the lock */
    AccountControl(
            String platform,
            UpstreamAccount identity,
            ReentrantLock lock,
            Timekeeper time,
            Traffic traffic,
            WaitingRoom waitingRoom,
            Pauses pauses,
            Renewals renewals,
            Observer observer,
            Runnable whenResumed) {
        this.platform = platform;
        this.identity = identity;
        this.lock = lock;
        this.time = time;
        this.traffic = traffic;
        this.waitingRoom = waitingRoom;
        this.pauses = pauses;
        this.renewals = renewals;
        this.whenResumed = whenResumed;
        this.statistics = new AccountStatistics(this, observer, time);
    }

    /** Names the account, without a secret. */
    public String name() {
        return identity.name();
    }

    /** Returns the platform's name. */
    public String platform() {
        return platform;
    }

    /** Returns how the account is doing. */
    public AccountReport report() {
        LimitReport limit = traffic.limit();
        AccountReport.Counts counts = statistics.counts();
        lock.lock();
        try {
            Instant now = time.now();
            Map<String, Instant> pausedMethods = new LinkedHashMap<>();
            pauses.methods(time.nanoTime()).forEach((method, nanos) -> pausedMethods.put(method, now.plusNanos(nanos)));
            return new AccountReport(
                    name(),
                    platform,
                    new TreeMap<>(identity.limitOptions()),
                    limit,
                    waitingRoom.size(),
                    traffic.underWay().size(),
                    traffic.isSuspended(),
                    renewals.isUnderWay(),
                    pausedMethods,
                    counts,
                    statistics.lastFailure());
        } finally {
            lock.unlock();
        }
    }

    /** Lets requests under way end and starts no others, until {@link #resume}; pins are taken in and wait. */
    public void suspend() {
        suspend(true);
    }

    /** Sends again. */
    public void resume() {
        suspend(false);
        whenResumed.run();
    }

    private void suspend(boolean suspend) {
        lock.lock();
        try {
            traffic.suspend(suspend);
        } finally {
            lock.unlock();
        }
    }

    /** Shows the settings of another endpoint from now on. */
    void adopt(UpstreamAccount sameAccount) {
        identity = sameAccount;
    }

    AccountStatistics statistics() {
        return statistics;
    }
}
