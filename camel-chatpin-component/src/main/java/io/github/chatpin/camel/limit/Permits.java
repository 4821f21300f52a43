package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.Timekeeper;

/**
 * How many requests may go now: the arithmetic of one limit, without waiting. Not thread-safe; the {@link RateLimiter}
 * calls it under its lock.
 */
interface Permits {

    /** What {@link #tryTake} returns when only an answer to a request in flight can free a permit. */
    long AFTER_AN_ANSWER = Long.MAX_VALUE;

    /** Takes a permit and returns 0, or takes none and returns the nanoseconds after which it is worth asking again. */
    long tryTake();

    /** Counts a request that goes whether or not there is a permit. */
    void take();

    /** Gives a permit back that was taken for a request which was not sent. */
    void giveBack();

    /** Notes that a request has ended. */
    void answered();

    /** Takes to heart that the upstream counts more requests than these permits knew of. */
    void exhaust();

    /** Follows what an answer tells of the upstream's window. */
    void follow(long remaining, long nanosToReset);

    /** Returns whether no request has been made for so long that the limit is unused. */
    boolean isFull();

    /** Returns whether so many permits are left that one may go for a few pins: three quarters, as far as is known here. */
    boolean arePlentiful();

    /** Returns how many requests may go now; {@code null} if that is not known here, or there is no limit. */
    Long available();

    /** Returns whether requests that need a permit are refused rather than made to wait. */
    default boolean isRefusing() {
        return false;
    }

    /** Returns the permits of a limit that this process has for itself. */
    static Permits of(RateLimit rate, Timekeeper time) {
        if (rate instanceof RateLimit.LeakyBucket bucket) {
            return new BucketPermits(bucket, time);
        }
        if (rate instanceof RateLimit.FixedWindow window) {
            return new WindowPermits(window, time);
        }
        if (rate instanceof RateLimit.Unlimited) {
            return new UnlimitedPermits(time);
        }
        throw new IllegalStateException("Unknown limit " + rate);
    }
}
