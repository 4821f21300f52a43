package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Give one to a fake and to the code under test, and both see the same
 * time. Thread-safe; clocks made with {@link #withZone} move with the clock that they were made from.
 */
public final class FakeClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    /** Creates a clock in UTC that shows 2026-03-03T08:00:00Z. */
    public FakeClock() {
        this(Instant.parse("2026-03-03T08:00:00Z"));
    }

    /**
     * Creates a clock in UTC.
     *
     * @param start the time it shows until it is moved
     */
    public FakeClock(Instant start) {
        this(new AtomicReference<>(requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    private FakeClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
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
            throw new IllegalArgumentException("a clock does not go back: step is " + step + "; use set(Instant)");
        }
        return now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Sets the clock, forward or back.
     *
     * @param instant the time to show from now on
     */
    public void set(Instant instant) {
        now.set(requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FakeClock(now, requireNonNull(other, "zone"));
    }

    @Override
    public String toString() {
        return "FakeClock[" + now.get() + ", " + zone + "]";
    }
}
