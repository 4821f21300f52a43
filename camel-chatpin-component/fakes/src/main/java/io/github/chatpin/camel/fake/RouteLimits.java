package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several rate limits, each counted for every route by itself: of the last requests, so many in a period. A request too
 * many shuts the route for a whole period. Thread-safe.
 */
final class RouteLimits {

    /**
     * One limit.
     *
     * @param name its name
     * @param requests how many
     * @param period in which time
     */
    record Limit(String name, int requests, Duration period) {

        Limit {
            if (requests < 1) {
                throw new IllegalArgumentException("a limit must be at least 1: " + requests);
            }
        }
    }

    /**
     * A request that a limit refuses.
     *
     * @param limit the limit's name
     * @param seconds until the route opens, rounded up
     */
    record Refusal(String limit, long seconds) {}

    private record Key(String route, Limit limit) {}

    /** What one limit has seen of one route. Guarded by the limits. */
    private static final class Usage {

        private final Deque<Instant> hits = new ArrayDeque<>();
        private Instant shutUntil = Instant.MIN;
        private boolean shut;

        private void forget(Limit limit, Instant now) {
            if (shut && !now.isBefore(shutUntil)) {
                shut = false;
                hits.clear();
            }
            hits.removeIf(hit -> !hit.plus(limit.period()).isAfter(now));
        }
    }

    private final List<Limit> limits;

    // Guarded by this
    private final Map<Key, Usage> usages = new HashMap<>();

    // Guarded by this
    private int rejected;

    RouteLimits(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** Counts a request in one limit after the other, until one refuses it. */
    synchronized Optional<Refusal> add(String route, Instant now) {
        for (Limit limit : limits) {
            Usage usage = usage(route, limit, now);
            if (!usage.shut) {
                usage.hits.add(now);
                if (usage.hits.size() > limit.requests()) {
                    usage.shut = true;
                    usage.shutUntil = now.plus(limit.period());
                }
            }
            if (usage.shut) {
                rejected++;
                long millis = Duration.between(now, usage.shutUntil).toMillis();
                return Optional.of(new Refusal(limit.name(), -Math.floorDiv(-millis, 1000L)));
            }
        }
        return Optional.empty();
    }

    /** Counts requests of others, as far as all limits let them in. */
    synchronized void consume(String route, int requests, Instant now) {
        for (int i = 0; i < requests && isOpen(route, now); i++) {
            limits.forEach(limit -> usage(route, limit, now).hits.add(now));
        }
    }

    synchronized int rejected() {
        return rejected;
    }

    private boolean isOpen(String route, Instant now) {
        return limits.stream().noneMatch(limit -> {
            Usage usage = usage(route, limit, now);
            return usage.shut || usage.hits.size() >= limit.requests();
        });
    }

    private Usage usage(String route, Limit limit, Instant now) {
        Usage usage = usages.computeIfAbsent(new Key(route, limit), unused -> new Usage());
        usage.forget(limit, now);
        return usage;
    }
}
