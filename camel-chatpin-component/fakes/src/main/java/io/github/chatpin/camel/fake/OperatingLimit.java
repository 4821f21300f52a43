package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The limit of execution time per credentials and method, and the {@code time} blocks that report it. Time that was
 * used is counted by the minute, for ten of them. Thread-safe.
 */
final class OperatingLimit {

    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final long SECONDS_PER_MINUTE = 60;

    /**
     * The limit's settings.
     *
     * @param seconds how much time a method may use in ten minutes
     * @param block how long it is blocked then; without, until enough of the ten minutes have passed
     */
    record Settings(int seconds, Optional<Duration> block) {

        Settings {
            if (seconds < 1) {
                throw new IllegalArgumentException("operatingLimit must be at least 1 s: " + seconds);
            }
        }
    }

    /**
     * A method that is about to run out of execution time, or has, because a test says so.
     *
     * @param goodCallsLeft how many calls still succeed
     * @param until when it may be called again
     */
    private record Exhaustion(int goodCallsLeft, Instant until) {}

    private record Account(MethodCall.Caller caller, String method) {}

    private final Settings settings;
    private final Clock clock;

    // Guarded by this
    private final Map<String, Exhaustion> exhaustions = new HashMap<>();

    // Guarded by this; seconds by method
    private final Map<String, BigDecimal> costs = new HashMap<>();

    // Guarded by this; seconds used, by minute of the epoch
    private final Map<Account, TreeMap<Long, BigDecimal>> used = new HashMap<>();

    // Guarded by this; the ends of fixed blocks
    private final Map<Account, Instant> blocked = new HashMap<>();

    // Guarded by this
    private boolean reported = true;

    OperatingLimit(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized void report(boolean newReported) {
        reported = newReported;
    }

    synchronized void cost(String method, BigDecimal seconds) {
        if (seconds.signum() < 0) {
            throw new IllegalArgumentException("a call does not cost negative time: " + seconds);
        }
        costs.put(lower(method), seconds);
    }

    synchronized void exhaust(String method, int goodCallsLeft, Duration until) {
        exhaustions.put(
                lower(method),
                new Exhaustion(goodCallsLeft, wholeSecond(clock.instant().plus(until))));
    }

    /** Counts a call of the method; an error if it has no execution time left. */
    synchronized Optional<RestOutcome.Refused> refusal(MethodCall.Caller caller, String method) {
        Account account = new Account(caller, lower(method));
        boolean isBlocked = settings.block().isPresent()
                ? blocked(account).isPresent()
                : total(account).compareTo(BigDecimal.valueOf(settings.seconds())) >= 0;
        if (isBlocked || isExhausted(method)) {
            return Optional.of(new RestOutcome.Refused(
                    429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."));
        }
        return Optional.empty();
    }

    /** Adds up what a call that succeeded cost. */
    synchronized void spend(MethodCall.Caller caller, String method) {
        BigDecimal cost = costs.getOrDefault(lower(method), BigDecimal.ZERO);
        if (cost.signum() == 0) {
            return;
        }
        Account account = new Account(caller, lower(method));
        used(account).merge(minute(clock.instant()), cost, BigDecimal::add);
        if (total(account).compareTo(BigDecimal.valueOf(settings.seconds())) >= 0) {
            settings.block()
                    .ifPresent(block ->
                            blocked.put(account, wholeSecond(clock.instant().plus(block))));
        }
    }

    /** The {@code time} block of an answer that is given now. */
    synchronized ObjectNode time(MethodCall.Caller caller, String method, Instant start) {
        Instant finish = clock.instant();
        ObjectNode time = Json.object()
                .put("start", seconds(start))
                .put("finish", seconds(finish))
                .put("duration", seconds(finish) - seconds(start))
                .put("processing", 0)
                .put("date_start", PortalTime.atom(start))
                .put("date_finish", PortalTime.atom(finish));
        if (reported) {
            Account account = new Account(caller, lower(method));
            Optional<Exhaustion> exhaustion = exhaustion(method);
            Instant resetAt = exhaustion.map(Exhaustion::until).orElseGet(() -> resetAt(account));
            time.put("operating_reset_at", resetAt.getEpochSecond());
            time.put("operating", exhaustion.isPresent() ? BigDecimal.valueOf(settings.seconds()) : total(account));
        }
        return time;
    }

    /** When a fixed block ends, else when the oldest minute that counts does not any more. */
    private Instant resetAt(Account account) {
        Optional<Instant> endOfBlock = blocked(account);
        TreeMap<Long, BigDecimal> minutes = used(account);
        Instant oldest =
                minutes.isEmpty() ? clock.instant() : Instant.ofEpochSecond(minutes.firstKey() * SECONDS_PER_MINUTE);
        return endOfBlock.orElse(oldest.plus(PERIOD));
    }

    private boolean isExhausted(String method) {
        Optional<Exhaustion> exhaustion = exhaustion(method);
        exhaustion
                .filter(some -> some.goodCallsLeft() > 0)
                .ifPresent(
                        some -> exhaustions.put(lower(method), new Exhaustion(some.goodCallsLeft() - 1, some.until())));
        return exhaustion.filter(some -> some.goodCallsLeft() == 0).isPresent();
    }

    private Optional<Exhaustion> exhaustion(String method) {
        exhaustions.values().removeIf(exhaustion -> !clock.instant().isBefore(exhaustion.until()));
        return Optional.ofNullable(exhaustions.get(lower(method)));
    }

    /** The end of a block that lasts; the minutes are empty after one. */
    private Optional<Instant> blocked(Account account) {
        Instant end = blocked.get(account);
        if (end != null && !clock.instant().isBefore(end)) {
            blocked.remove(account);
            used.remove(account);
        }
        return Optional.ofNullable(blocked.get(account));
    }

    private BigDecimal total(Account account) {
        return used(account).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private TreeMap<Long, BigDecimal> used(Account account) {
        TreeMap<Long, BigDecimal> minutes = used.computeIfAbsent(account, any -> new TreeMap<>());
        minutes.headMap(minute(clock.instant().minus(PERIOD)), true).clear();
        return minutes;
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    private static Instant wholeSecond(Instant instant) {
        return instant.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS); // as it is reported
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
