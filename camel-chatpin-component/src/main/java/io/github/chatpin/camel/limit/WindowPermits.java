package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.spi.RateLimit.FixedWindow;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Permits that never overfill an upstream's fixed windows, whatever their phase and the network's latency: a permit
 * comes back one period after the <em>answer</em> to its request. The upstream counts arrivals, and an answer is never
 * before the arrival; so two requests that use the same permit arrive at least one period apart and cannot fall into
 * one window.
 *
 * <p>Where answers tell what is left of the upstream's window, no more than that goes until the window ends: others
 * may use the same token.
 */
final class WindowPermits implements Permits {

    // A short period that is configured to spread requests out does not shorten the upstream's own windows.
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final int limit;
    private final long periodNanos;
    private final long longestWindowNanos;
    private final Timekeeper time;
    private final Deque<Long> comingBack = new ArrayDeque<>(); // when, the earliest first
    private int underWay;
    private boolean windowKnown;
    private long windowEnd;
    private long windowLeft;

    WindowPermits(FixedWindow window, Timekeeper time) {
        this.limit = window.requests();
        this.periodNanos = window.period().toNanos();
        this.longestWindowNanos = Math.max(periodNanos, MINUTE_NANOS);
        this.time = time;
    }

    @Override
    public long tryTake() {
        long now = time.nanoTime();
        long toWindowEnd = nanosToWindowEnd(now);
        if (toWindowEnd > 0 && windowLeft <= 0) {
            return toWindowEnd;
        }
        forgetThoseBack(now);
        if (used() < limit) {
            take();
            return 0;
        }
        return comingBack.isEmpty() ? AFTER_AN_ANSWER : comingBack.peekFirst() - now;
    }

    private void forgetThoseBack(long now) {
        while (!comingBack.isEmpty() && comingBack.peekFirst() - now <= 0) {
            comingBack.removeFirst();
        }
    }

    /** Returns how many permits are not there, as far as it has been looked. */
    int used() {
        return underWay + comingBack.size();
    }

    private long nanosToWindowEnd(long now) {
        long left = windowKnown ? windowEnd - now : 0;
        windowKnown = left > 0;
        return left;
    }

    @Override
    public void take() {
        underWay++;
        windowLeft--;
    }

    @Override
    public void giveBack() {
        underWay--;
        windowLeft++;
    }

    @Override
    public void answered() {
        long now = time.nanoTime();
        forgetThoseBack(now); // here as well: where nothing is throttled, no request asks
        underWay--;
        comingBack.addLast(now + periodNanos);
    }

    @Override
    public void exhaust() {
        long now = time.nanoTime();
        forgetThoseBack(now);
        while (used() < limit) {
            comingBack.addLast(now + periodNanos);
        }
    }

    @Override
    public void follow(long remaining, long nanosToReset) {
        if (nanosToReset <= 0) {
            return;
        }
        windowKnown = true;
        windowEnd = time.nanoTime() + Math.min(nanosToReset, longestWindowNanos);
        // Those in flight may or may not be in the upstream's count already: assume that they are not.
        windowLeft = remaining - underWay;
    }

    @Override
    public Long available() {
        long now = time.nanoTime();
        forgetThoseBack(now);
        long left = limit - used();
        return Math.max(0, nanosToWindowEnd(now) > 0 ? Math.min(left, windowLeft) : left);
    }

    @Override
    public boolean arePlentiful() {
        return available() * 4 >= limit * 3L;
    }

    @Override
    public boolean isFull() {
        long now = time.nanoTime();
        boolean allAreBack = underWay == 0 && (comingBack.isEmpty() || comingBack.peekLast() - now <= 0);
        return allAreBack && (nanosToWindowEnd(now) <= 0 || windowLeft >= limit);
    }
}
