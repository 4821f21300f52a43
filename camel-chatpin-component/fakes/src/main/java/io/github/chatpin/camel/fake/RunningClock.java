package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that goes on by itself, and that a test can move forward: a pause of ten minutes is over at once. Thread-safe;
 * clocks made with {@link #withZone} move with the clock that they were made from.
 */
public final class RunningClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> ahead;

    /** Creates a clock in UTC that shows the system's time until it is moved. */
    public RunningClock() {
        this(Clock.systemUTC());
    }

    /**
     * Creates a clock.
     *
     * @param base the clock whose time it shows until it is moved
     */
    public RunningClock(Clock base) {
        this(requireNonNull(base, "base"), new AtomicReference<>(Duration.ZERO));
    }

    private RunningClock(Clock base, AtomicReference<Duration> ahead) {
        this.base = base;
        this.ahead = ahead;
    }

    /**
     * Moves the clock forward.
     *
     * @param step how far; zero leaves the clock as it is
     * @return the time that the clock shows now
     * @throws IllegalArgumentException if {@code step} is negative
     */
    public Instant advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: step is " + step);
        }
        return base.instant().plus(ahead.updateAndGet(distance -> distance.plus(step)));
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new RunningClock(base.withZone(requireNonNull(other, "zone")), ahead);
    }

    @Override
    public String toString() {
        return "RunningClock[" + base + " + " + ahead.get() + "]";
    }
}
