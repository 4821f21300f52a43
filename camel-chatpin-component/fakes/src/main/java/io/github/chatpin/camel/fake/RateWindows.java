package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A gateway's rate limit: a number of requests per token in windows of fixed length. Thread-safe. */
final class RateWindows {

    /**
     * The limit's settings.
     *
     * @param limit requests per window
     * @param period a window's length
     * @param phase when the windows begin, counted from the epoch
     */
    record Settings(int limit, Duration period, Duration phase) {

        Settings {
            if (limit < 1 || period.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "limit must be at least 1 and period at least 1 s: " + limit + ", " + period);
            }
            if (phase.isNegative()) {
                throw new IllegalArgumentException("phase must not be negative: " + phase);
            }
        }

        private long windowAt(Instant time) {
            return Math.floorDiv(time.minus(phase).toEpochMilli(), period.toMillis());
        }

        /** In Unix seconds, rounded up. */
        private long resetAfter(long window) {
            long resetMillis = (window + 1) * period.toMillis() + phase.toMillis();
            return -Math.floorDiv(-resetMillis, 1000L);
        }
    }

    /**
     * What one window of a token has seen.
     *
     * @param window the window's number
     * @param used the requests let in
     */
    private record Usage(long window, int used) {}

    private final Settings settings;

    // Guarded by this
    private final Map<String, Usage> usages = new HashMap<>();

    // Guarded by this
    private int rejected;

    RateWindows(Settings settings) {
        this.settings = settings;
    }

    /** Counts a request of the token, unless its window is full. */
    synchronized boolean tryAdd(String token, Instant time) {
        if (usage(token, time).used() >= settings.limit()) {
            rejected++;
            return false;
        }
        consume(token, 1, time);
        return true;
    }

    /** Counts what others sent with the token, as far as it is let in. */
    synchronized void consume(String token, int requests, Instant time) {
        Usage usage = usage(token, time);
        usages.put(token, new Usage(usage.window(), Math.min(settings.limit(), usage.used() + requests)));
    }

    /** The headers that tell a token's use of its window. */
    synchronized Map<String, String> headers(String token, Instant time) {
        Usage usage = usage(token, time);
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(settings.limit()),
                "X-RateLimit-Remaining", Integer.toString(settings.limit() - usage.used()),
                "X-RateLimit-Reset", Long.toString(settings.resetAfter(usage.window())));
    }

    synchronized int rejected() {
        return rejected;
    }

    /** A request that read the clock before another which is counted already belongs to the later one's window. */
    private Usage usage(String token, Instant time) {
        long window = settings.windowAt(time);
        Usage known = usages.get(token);
        return known != null && known.window() >= window ? known : new Usage(window, 0);
    }
}
