package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The limit of execution time per method, and the {@code time} blocks that report it. Thread-safe. */
final class OperatingLimit {

    private static final int LIMIT_SECONDS = 480;
    private static final Duration BLOCK = Duration.ofMinutes(10);

    /**
     * A method that is about to run out of execution time, or has.
     *
     * @param goodCallsLeft how many calls still succeed
     * @param until when it may be called again
     */
    private record Exhaustion(int goodCallsLeft, Instant until) {}

    private final Clock clock;

    // Guarded by this
    private final Map<String, Exhaustion> exhaustions = new HashMap<>();

    // Guarded by this
    private boolean reported = true;

    OperatingLimit(Clock clock) {
        this.clock = clock;
    }

    synchronized void report(boolean newReported) {
        reported = newReported;
    }

    synchronized void exhaust(String method, int goodCallsLeft, Duration until) {
        Instant end =
                clock.instant().plus(until).plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS); // as it is reported
        exhaustions.put(lower(method), new Exhaustion(goodCallsLeft, end));
    }

    /** Counts a call of the method; an error if it has no execution time left. */
    synchronized Optional<RestOutcome.Refused> refusal(String method) {
        Optional<Exhaustion> exhaustion = exhaustion(method);
        if (exhaustion.isEmpty()) {
            return Optional.empty();
        }
        int goodCallsLeft = exhaustion.get().goodCallsLeft();
        if (goodCallsLeft == 0) {
            return Optional.of(new RestOutcome.Refused(
                    429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."));
        }
        exhaustions.put(
                lower(method),
                new Exhaustion(goodCallsLeft - 1, exhaustion.get().until()));
        return Optional.empty();
    }

    /** The {@code time} block of an answer that is given now. */
    synchronized ObjectNode time(String method, Instant start) {
        Instant finish = clock.instant();
        ObjectNode time = Json.object()
                .put("start", seconds(start))
                .put("finish", seconds(finish))
                .put("duration", seconds(finish) - seconds(start))
                .put("processing", 0)
                .put("date_start", start.toString())
                .put("date_finish", finish.toString());
        if (reported) {
            Optional<Exhaustion> exhaustion = exhaustion(method);
            Instant resetAt = exhaustion.map(Exhaustion::until).orElseGet(() -> finish.plus(BLOCK));
            time.put("operating_reset_at", resetAt.getEpochSecond());
            time.put("operating", exhaustion.isPresent() ? LIMIT_SECONDS : 0);
        }
        return time;
    }

    private Optional<Exhaustion> exhaustion(String method) {
        exhaustions.values().removeIf(exhaustion -> !clock.instant().isBefore(exhaustion.until()));
        return Optional.ofNullable(exhaustions.get(lower(method)));
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
