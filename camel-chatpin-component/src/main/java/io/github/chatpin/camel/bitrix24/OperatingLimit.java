package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.AnswerFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bitrix24's second limit, of execution time per method: remembers when each method's time is counted anew, which only
 * the answers before the limit tell. Thread-safe.
 */
final class OperatingLimit {

    private static final Duration BUCKET = Duration.ofMinutes(1);

    // The server counts ten minutes, and blocks for five: what is further off is no such time.
    private static final Duration LONGEST = Duration.ofHours(1);

    // The time is told in whole seconds, and the server's clock may be a little behind.
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<String, Instant> resets = new ConcurrentHashMap<>();

    OperatingLimit(Clock clock) {
        this.clock = clock;
    }

    void note(String method, AnswerFacts facts) {
        if (facts.operatingResetAt() != null) {
            resets.put(method, Instant.ofEpochSecond(facts.operatingResetAt()).plus(MARGIN));
        }
    }

    /** Returns how long to wait for a method that is over the limit: until the known time, else for the next minute. */
    Duration waitFor(String method) {
        Instant now = clock.instant();
        Duration toReset = Duration.between(now, resets.getOrDefault(method, now));
        if (toReset.compareTo(Duration.ZERO) > 0 && toReset.compareTo(LONGEST) <= 0) {
            return toReset;
        }
        return Duration.ofMillis(BUCKET.toMillis() - now.toEpochMilli() % BUCKET.toMillis());
    }
}
