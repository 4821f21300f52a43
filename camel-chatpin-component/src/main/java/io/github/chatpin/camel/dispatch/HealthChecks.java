package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.Timekeeper;
import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Tells whether an account works. It asks the upstream seldom, with one request at a time; and not while the account is
 * suspended or its credentials are being renewed.
 *
 * <p>Thread-safe. It holds the account's guard neither while it asks nor while it tells.
 */
final class HealthChecks {

    /** How long an answer holds. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** How long a health check waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long the answer before stands in for one that is late. */
    static final Duration USABLE = Duration.ofMinutes(1);

    private static final HealthReport STOPPED = HealthReport.down("The component has stopped");

    private final Guard guard;
    private final Timekeeper time;
    private final Dispatcher dispatcher;
    private final Renewals renewals;
    private final Function<Channel, Optional<Lease>> leases;

    // All below: guarded by guard.
    private Probe underWay;
    private HealthReport last;
    private long lastAt;
    private boolean closed;

    /** @param leases keeps the account and a channel's transport */
    HealthChecks(
            Guard guard,
            Timekeeper time,
            Dispatcher dispatcher,
            Renewals renewals,
            Function<Channel, Optional<Lease>> leases) {
        this.guard = guard;
        this.time = time;
        this.dispatcher = dispatcher;
        this.renewals = renewals;
        this.leases = leases;
    }

    /** One request for the account's health. */
    private final class Probe extends SingleCall {

        private final CompletableFuture<HealthReport> report = new CompletableFuture<>();
        private final Lease lease;
        private Alarm alarm; // guarded by guard, like the next
        private boolean sent;
        private volatile boolean anew;

        private Probe(Channel channel, Lease lease) {
            super(channel);
            this.lease = lease;
        }

        private HealthProbe probe() {
            return channel.upstream.probe().orElseThrow();
        }

        @Override
        int size() {
            return 1;
        }

        @Override
        List<String> chatIds() {
            return Collections.singletonList(null);
        }

        @Override
        boolean goesAnew() {
            return anew;
        }

        @Override
        UpstreamRequest request() {
            return probe().request();
        }

        @Override
        List<Outcome> outcomes(UpstreamAnswer answer) {
            return Collections.singletonList(probe().outcome(answer));
        }

        @Override
        boolean isStillWanted() {
            HealthReport instead = guard.get(
                    () -> { // it may be known by now, or the account be suspended
                        HealthReport known = withoutAsking().orElse(null);
                        sent = known == null;
                        return known;
                    });
            if (instead != null) {
                end(this, instead);
            }
            return instead == null;
        }

        @Override
        void ended(List<Outcome> outcomes) {
            if (!anew && isForTheConnection(outcomes.get(0))) {
                anew = true;
                guard.run(() -> sent = false);
                dispatcher.start(this);
            } else {
                answered(this, report(outcomes.get(0), channel.redaction));
            }
        }

        @Override
        void notSent(Throwable cause) {
            end(
                    this,
                    cause instanceof RejectedExecutionException
                            ? STOPPED
                            : HealthReport.down(
                                    "Could not ask the upstream (%s)".formatted(channel.redaction.describe(cause))));
        }

        @Override
        void refused() {
            end(this, HealthReport.down("The bucket store that shares the limit does not answer"));
        }
    }

    private static boolean isForTheConnection(Outcome outcome) {
        return outcome instanceof Outcome.TryAgain again && again.scope() == Outcome.Scope.CONNECTION;
    }

    /** Returns how the account is doing, in {@link #PATIENCE} at the latest. */
    CompletableFuture<HealthReport> ask(Channel channel) {
        Lease lease = leases.apply(channel).orElse(null);
        if (lease == null) {
            return CompletableFuture.completedFuture(STOPPED); // the endpoint has just stopped
        }
        Probe probe = new Probe(channel, lease);
        CompletableFuture<HealthReport> known = guard.get(() -> begin(probe));
        if (known != null) {
            lease.close();
            return known;
        }
        dispatcher.start(probe);
        return probe.report;
    }

    /** Returns what is known or asked already; {@code null} if the probe is to be sent. */
    private CompletableFuture<HealthReport> begin(Probe probe) {
        Optional<HealthReport> known = withoutAsking();
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        if (underWay != null) {
            return underWay.report.isDone() ? CompletableFuture.completedFuture(late()) : underWay.report;
        }
        underWay = probe;
        probe.alarm = time.after(PATIENCE, () -> tellThatItIsLate(probe));
        return null;
    }

    /** Returns what is known, or why the upstream is not asked now; empty if it is to be asked. */
    private Optional<HealthReport> withoutAsking() {
        if (closed) {
            return Optional.of(STOPPED);
        }
        if (dispatcher.isSuspended()) {
            return Optional.of(HealthReport.up("Suspended by an operator; the upstream is not asked"));
        }
        if (renewals.isUnderWay()) {
            return Optional.of(HealthReport.up("The credentials are being renewed; the upstream is not asked"));
        }
        return isYounger(FRESH) ? Optional.of(last) : Optional.empty();
    }

    private boolean isYounger(Duration age) {
        return last != null && time.nanoTime() - lastAt < age.toNanos();
    }

    private HealthReport report(Outcome outcome, Redaction redaction) {
        if (outcome instanceof Outcome.Refused refused) {
            return HealthReport.down(refused.failure(), redaction);
        }
        if (outcome instanceof Outcome.TryAgain again) {
            if (again.failure() instanceof RateLimitedException) {
                return guard.get(this::overTheLimit);
            }
            return again.scope() == Outcome.Scope.CREDENTIALS
                    ? guard.get(() -> expired(redaction))
                    : HealthReport.down(again.failure(), redaction);
        }
        return HealthReport.up(outcome instanceof Outcome.Applied applied ? redaction.clean(applied.message()) : null);
    }

    /** Others use up the limit: that says nothing of the account, so what was known of it still holds. */
    private HealthReport overTheLimit() {
        return last != null ? last : HealthReport.up("The upstream answers, but that its limit is used up");
    }

    /** An expired token is no fault, and not renewed for this: a pin does that, if it can be done. */
    private HealthReport expired(Redaction redaction) {
        return renewals.refusal()
                .map(why -> HealthReport.down(redaction.clean("Not renewed: " + why)))
                .orElseGet(() -> HealthReport.up("The access token has expired; the next pin renews it"));
    }

    private void answered(Probe probe, HealthReport report) {
        guard.run(() -> {
            last = report;
            lastAt = time.nanoTime();
        });
        end(probe, report);
    }

    private void end(Probe probe, HealthReport report) {
        boolean isItsEnd = guard.test(() -> {
            boolean isUnderWay = underWay == probe; // else the component stopped before the probe had its permit
            if (isUnderWay) {
                underWay = null;
                probe.alarm.cancel();
            }
            return isUnderWay;
        });
        if (isItsEnd) {
            probe.report.complete(report);
            probe.lease.close();
        }
    }

    private void tellThatItIsLate(Probe probe) {
        HealthReport report = guard.get(() -> underWay == probe ? late() : null);
        if (report != null) {
            probe.report.complete(report);
        }
    }

    private HealthReport late() {
        if (isYounger(USABLE)) {
            return last;
        }
        return underWay.sent
                ? HealthReport.down("No answer within " + PATIENCE.toSeconds() + " s")
                : HealthReport.up("Not asked yet: the limit is used up, and the question waits for its permit");
    }

    /**
     * Tells nothing more, and returns the channel on which a request is under way, which is to be cut off. A probe that
     * waits for its permit is forgotten: with the component the permit may never come.
     */
    Optional<Channel> close() {
        Probe probe = guard.get(() -> {
            closed = true;
            return underWay;
        });
        if (probe == null) {
            return Optional.empty();
        }
        if (!guard.test(() -> probe.sent)) {
            end(probe, STOPPED);
            return Optional.empty();
        }
        probe.report.complete(STOPPED);
        return Optional.of(probe.channel);
    }
}
