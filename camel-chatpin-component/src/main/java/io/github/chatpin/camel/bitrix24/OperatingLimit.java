package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.spi.AnswerFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

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
    private final Supplier<AccountMemory> memory;

    /** @param memory remembers the times */
    OperatingLimit(Clock clock, Supplier<AccountMemory> memory) {
        this.clock = clock;
        this.memory = memory;
    }

    void note(String method, AnswerFacts facts) {
        if (facts.operatingResetAt() != null) {
            memory.get().noteOperatingReset(method, facts.operatingResetAt());
        }
    }

    /** Returns how long to wait for a method that is over the limit: until the known time, else for the next minute. */
    Duration waitFor(String method) {
        Instant now = clock.instant();
        long secondsToReset = memory.get().operatingReset(method).orElse(0L) - now.getEpochSecond();
        if (secondsToReset > 0 && secondsToReset <= LONGEST.toSeconds()) {
            return Duration.between(
                    now,
                    now.truncatedTo(ChronoUnit.SECONDS)
                            .plusSeconds(secondsToReset)
                            .plus(MARGIN));
        }
        return Duration.ofMillis(BUCKET.toMillis() - now.toEpochMilli() % BUCKET.toMillis());
    }
}
