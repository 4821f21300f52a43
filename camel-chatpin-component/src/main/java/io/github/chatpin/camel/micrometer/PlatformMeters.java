package io.github.chatpin.camel.micrometer;

import io.github.chatpin.camel.dispatch.AccountActivity;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.spi.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The meters of one platform, through one gateway. No tag tells accounts apart: a route may have one for each of its tenants. All meters but
 * one are made once, so that a pin costs no lookup; the gauges refer to this weakly. Thread-safe.
 */
final class PlatformMeters {

    private static final String NO_ERROR = "none";
    private static final String NO_GATEWAY = "none";

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<String> key;
    private final Collection<AccountControl> accounts;
    private final Queue<Meter> all = new ConcurrentLinkedQueue<>();
    private final Counter done;
    private final Map<String, Counter> failed = new ConcurrentHashMap<>(); // by the exception's simple name
    private final Counter retries;
    private final Counter syncsDone;
    private final Counter syncsFailed;
    private final Counter changes;
    private final Counter evictions;
    private final Timer requests;
    private final DistributionSummary batchSize;
    private final Timer wait;

    /**
     * @param context  the context's name; several may use one registry
     * @param key      the {@link #key} of the accounts that are metered
     * @param accounts those that are open now, of all platforms
     */
    PlatformMeters(MeterRegistry registry, String context, List<String> key, Collection<AccountControl> accounts) {
        this.registry = registry;
        this.tags = Tags.of(
                "camelContext", context, // as camel-micrometer spells it
                "platform", key.get(0),
                "gateway", key.get(1));
        this.key = key;
        this.accounts = accounts;
        done = pins("done", NO_ERROR);
        retries = kept(Counter.builder("chatpin.retries")
                .description("Further attempts at pins")
                .baseUnit("retries")
                .tags(tags)
                .register(registry));
        syncsDone = syncs("done");
        syncsFailed = syncs("failed");
        changes = kept(Counter.builder("chatpin.sync.changes")
                .description("Pins and unpins that syncs have made")
                .baseUnit("changes")
                .tags(tags)
                .register(registry));
        evictions = kept(Counter.builder("chatpin.evictions")
                .description("Chats that were unpinned to make room")
                .baseUnit("chats")
                .tags(tags)
                .register(registry));
        requests = kept(Timer.builder("chatpin.requests")
                .description("Requests to the upstream, with or without an answer")
                .tags(tags)
                .register(registry));
        batchSize = kept(DistributionSummary.builder("chatpin.batch.size")
                .description("Pins in one request")
                .baseUnit("pins")
                .tags(tags)
                .register(registry));
        wait = kept(Timer.builder("chatpin.wait")
                .description("How long a pin waited, for its requests and between attempts; requests do not count")
                .tags(tags)
                .register(registry));
        gauge(
                "chatpin.pending",
                "exchanges",
                "Exchanges that wait, for a request or for another attempt",
                meters -> meters.activities().mapToInt(AccountActivity::pending).sum());
        gauge("chatpin.in.flight", "requests", "Requests in flight", meters -> meters.activities()
                .mapToInt(AccountActivity::inFlight)
                .sum());
        gauge("chatpin.accounts", "accounts", "Accounts that are used", meters -> meters.open()
                .count());
        gauge(
                "chatpin.accounts.in.trouble",
                "accounts",
                "Accounts that did not work the last time: refused credentials, an upstream that does not answer, a limit",
                meters -> meters.activities()
                        .filter(activity -> activity.trouble() != null)
                        .count());
        gauge(
                "chatpin.permits",
                "permits",
                "Requests that may go now, under the limit with the fewest left",
                meters -> meters.open()
                        .map(account -> account.report().limit().permitsLeft())
                        .filter(Objects::nonNull)
                        .mapToDouble(Long::doubleValue)
                        .min()
                        .orElse(Double.NaN));
    }

    /** Returns what accounts have in common that share meters: platform and gateway. */
    static List<String> key(AccountControl account) {
        return List.of(account.platform(), account.gateway() == null ? NO_GATEWAY : account.gateway());
    }

    private Counter pins(String outcome, String error) {
        return kept(Counter.builder("chatpin.pins")
                .description("Pins that have ended")
                .baseUnit("pins")
                .tags(tags)
                .tags("outcome", outcome, "error", error)
                .register(registry));
    }

    private Counter syncs(String outcome) {
        return kept(Counter.builder("chatpin.syncs")
                .description("Syncs that have ended")
                .baseUnit("syncs")
                .tags(tags)
                .tags("outcome", outcome)
                .register(registry));
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<PlatformMeters> value) {
        kept(Gauge.builder(name, this, value)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        all.add(meter);
        return meter;
    }

    private Stream<AccountControl> open() {
        return accounts.stream().filter(account -> key(account).equals(key));
    }

    private Stream<AccountActivity> activities() {
        return open().map(AccountControl::activity);
    }

    void requestEnded(int pins, long nanos) {
        requests.record(nanos, TimeUnit.NANOSECONDS);
        if (pins > 0) { // none in a reading
            batchSize.record(pins);
        }
    }

    void pinEnded(Completion completion, long waitedNanos) {
        Counter counter = completion.failure() == null
                ? done
                : failed.computeIfAbsent(completion.failureType(), this::failedWith);
        counter.increment();
        wait.record(waitedNanos, TimeUnit.NANOSECONDS);
        if (completion.outcome() != null) {
            evictions.increment(completion.outcome().evicted().size());
        }
    }

    void syncEnded(Completion completion, int made) {
        boolean isDone = completion.failure() == null
                && !(completion.outcome() instanceof Outcome.Synced synced
                        && !synced.failures().isEmpty());
        (isDone ? syncsDone : syncsFailed).increment();
        changes.increment(made);
    }

    private Counter failedWith(String exception) {
        return pins("failed", exception.isEmpty() ? "anonymous" : exception);
    }

    void retried() {
        retries.increment();
    }

    void remove() {
        all.forEach(registry::remove);
    }
}
