package io.github.chatpin.camel.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a pin is tried again.
 *
 * @param maxRetries the attempts after the first
 * @param firstDelay the delay before the first of them; it doubles with each, up to 30 s
 */
public record RetryPolicy(int maxRetries, Duration firstDelay) {

    private static final long MAX_DELAY_MILLIS = 30_000;
    private static final double JITTER = 0.2;

    /** Draws what a delay is multiplied by, give or take a fifth: what failed at the same time comes back apart. */
    public static double jitter(RandomGenerator random) {
        return random.nextDouble(1 - JITTER, 1 + JITTER);
    }

    /**
     * Returns the delay before a retry, which is exponential.
     *
     * @param retry  which retry, from 1
     * @param jitter what {@link #jitter} has drawn
     */
    public Duration delay(int retry, double jitter) {
        long first = firstDelay.toMillis();
        double doubled = Math.min(MAX_DELAY_MILLIS, first * Math.pow(2, retry - 1));
        return Duration.ofMillis(Math.min(MAX_DELAY_MILLIS, Math.round(doubled * jitter)));
    }
}
