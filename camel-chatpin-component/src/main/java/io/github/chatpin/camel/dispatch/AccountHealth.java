package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.http.Redaction;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Timekeeper.Alarm;
import io.github.chatpin.camel.limit.Turnstile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells whether an account works. It asks the upstream seldom, one request at a time, which takes its turn like any
 * other; and not while the account is paused or its credentials are being renewed.
 *
 * <p>Thread-safe. Shares the account's lock, and holds it neither while it asks nor while it tells.
 */
final class AccountHealth {

    /** How long an answer holds. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** How long whoever wants to know waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long the answer before stands in for one that is late. */
    static final Duration USABLE = Duration.ofMinutes(1);

    private static final HealthReport STOPPED = HealthReport.down("The component has stopped");

    private final ReentrantLock lock; // the account's
    private final Timekeeper time;
    private final Executor senders;
    private final Runnable whenAnswered;

    // All below: guarded by lock.
    private final Traffic traffic;
    private final Renewals renewals;
    private Probe underWay;
    private HealthReport last;
    private long lastAt;
    private boolean closed;

    /** @param whenAnswered called without the lock when no request is under way any more */
    AccountHealth(
            ReentrantLock lock,
            Timekeeper time,
            Executor senders,
            Traffic traffic,
            Renewals renewals,
            Runnable whenAnswered) {
        this.lock = lock;
        this.time = time;
        this.senders = senders;
        this.traffic = traffic;
        this.renewals = renewals;
        this.whenAnswered = whenAnswered;
    }

    /** One request for the account's health. */
    private static final class Probe {

        private final Connection connection;
        private final CompletableFuture<HealthReport> answer = new CompletableFuture<>();
        private Alarm alarm; // guarded by the account's lock, like the next
        private boolean sent;
        private boolean anew; // on a new connection, since the one that was kept is closed

        private Probe(Connection connection) {
            this.connection = connection;
        }

        private Turnstile turnstile() {
            return connection.lane().turnstile;
        }
    }

    /** Returns how the account is doing, in {@link #PATIENCE} at the latest. */
    CompletableFuture<HealthReport> ask(Connection connection) {
        Probe probe = new Probe(connection);
        lock.lock();
        try {
            HealthReport known = withoutAsking();
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
            if (underWay != null) {
                return underWay.answer.isDone() ? CompletableFuture.completedFuture(late()) : underWay.answer;
            }
            underWay = probe;
            probe.alarm = time.after(PATIENCE, () -> tellThatItIsLate(probe));
            connection.transport().hold();
        } finally {
            lock.unlock();
        }
        takeTurn(probe);
        return probe.answer;
    }

    private void takeTurn(Probe probe) {
        if (probe.turnstile().enter(probe.connection.lane().throttled, turn(probe))) {
            send(probe);
        }
    }

    /** Returns what is known, or why the upstream is not asked now; {@code null} if it is to be asked. */
    private HealthReport withoutAsking() {
        if (closed) {
            return STOPPED;
        }
        if (traffic.isSuspended()) {
            return HealthReport.up("Paused by an operator; the upstream is not asked");
        }
        if (renewals.isUnderWay()) {
            return HealthReport.up("The credentials are being renewed; the upstream is not asked");
        }
        return isYounger(FRESH) ? last : null;
    }

    private boolean isYounger(Duration age) {
        return last != null && time.nanoTime() - lastAt < age.toNanos();
    }

    private Turnstile.Turn turn(Probe probe) {
        return new Turnstile.Turn() {
            @Override
            public void came() {
                send(probe);
            }

            @Override
            public void refused() {
                forget(probe, HealthReport.down("The bucket store that shares the limit does not answer"));
            }
        };
    }

    private void send(Probe probe) {
        HealthReport instead;
        lock.lock();
        try {
            instead = withoutAsking();
            probe.sent = instead == null;
        } finally {
            lock.unlock();
        }
        if (instead != null) { // the account was paused while the probe waited for its turn
            probe.turnstile().giveBack();
            forget(probe, instead);
            return;
        }
        try {
            senders.execute(() -> askUpstream(probe));
        } catch (RejectedExecutionException e) {
            probe.turnstile().giveBack();
            forget(probe, STOPPED);
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            probe.turnstile().giveBack();
            forget(
                    probe,
                    HealthReport.down("Could not ask the upstream (%s)"
                            .formatted(probe.connection.redaction().describe(e))));
        }
    }

    private void askUpstream(Probe probe) {
        Outcome outcome = probe.connection.probe(probe.anew);
        probe.connection.teachLimit(List.of(outcome), time);
        if (!probe.anew && outcome instanceof Outcome.TryAgain again && again.scope() == Outcome.Scope.CONNECTION) {
            askAnew(probe);
            return;
        }
        answered(probe, report(outcome, probe.connection.redaction()));
    }

    private void askAnew(Probe probe) {
        lock.lock();
        try {
            probe.anew = true;
            probe.sent = false;
        } finally {
            lock.unlock();
        }
        takeTurn(probe);
    }

    private HealthReport report(Outcome outcome, Redaction redaction) {
        if (outcome instanceof Outcome.Refused refused) {
            return HealthReport.down(refused.failure(), redaction);
        }
        if (outcome instanceof Outcome.TryAgain again) {
            if (again.failure() instanceof RateLimitedException) {
                return overTheLimit();
            }
            return again.scope() == Outcome.Scope.CREDENTIALS
                    ? expired(redaction)
                    : HealthReport.down(again.failure(), redaction);
        }
        return HealthReport.up(outcome instanceof Outcome.Applied applied ? redaction.clean(applied.message()) : null);
    }

    /** Somebody else uses up the limit: that says nothing of the account, so what was known of it still holds. */
    private HealthReport overTheLimit() {
        lock.lock();
        try {
            return last != null ? last : HealthReport.up("The upstream answers, but that its limit is used up");
        } finally {
            lock.unlock();
        }
    }

    /** A token that expires is in the order of things, and not renewed for this: a pin does, if that can be done. */
    private HealthReport expired(Redaction redaction) {
        lock.lock();
        try {
            return renewals.refusal()
                    .map(why -> HealthReport.down(redaction.clean("Not renewed: " + why)))
                    .orElseGet(() -> HealthReport.up("The access token has expired; the next pin renews it"));
        } finally {
            lock.unlock();
        }
    }

    private void answered(Probe probe, HealthReport report) {
        lock.lock();
        try {
            last = report;
            lastAt = time.nanoTime();
        } finally {
            lock.unlock();
        }
        forget(probe, report);
    }

    private void forget(Probe probe, HealthReport report) {
        lock.lock();
        try {
            if (underWay != probe) {
                return; // the component stopped before the probe had its turn
            }
            underWay = null;
            probe.alarm.cancel();
        } finally {
            lock.unlock();
        }
        probe.connection.release();
        probe.answer.complete(report);
        whenAnswered.run();
    }

    private void tellThatItIsLate(Probe probe) {
        HealthReport report;
        lock.lock();
        try {
            if (underWay != probe) {
                return;
            }
            report = late();
        } finally {
            lock.unlock();
        }
        probe.answer.complete(report);
    }

    private HealthReport late() {
        if (isYounger(USABLE)) {
            return last;
        }
        return underWay.sent
                ? HealthReport.down("No answer within " + PATIENCE.toSeconds() + " s")
                : HealthReport.up("Not asked yet: the limit is used up, and the question waits for its turn");
    }

    /** Returns whether the upstream is being asked. The lock must be held. */
    boolean isUnderWay() {
        return underWay != null;
    }

    /**
     * Tells nothing more, and returns on which connection a request is under way, which is to be cut off. A probe that
     * waits for its turn is forgotten: with the component the turn may never come.
     */
    List<Connection> close() {
        Probe probe;
        boolean isSent;
        lock.lock();
        try {
            closed = true;
            probe = underWay;
            isSent = probe != null && probe.sent;
        } finally {
            lock.unlock();
        }
        if (probe == null) {
            return List.of();
        }
        if (!isSent) {
            forget(probe, STOPPED);
            return List.of();
        }
        probe.answer.complete(STOPPED);
        return List.of(probe.connection);
    }
}
