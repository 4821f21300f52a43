package io.github.chatpin.camel.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.chatpin.camel.spi.RateLimit.LeakyBucket;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;

/**
 * A token bucket that never overfills an upstream's leaky bucket of threshold X which falls by Y once a second.
 *
 * <p>The upstream drains in whole steps, so between two of them it has Y less room than a bucket that drains steadily:
 * a token bucket of capacity X refilled at Y a second is rejected now and then, one of capacity X − Y never.
 */
final class BucketPermits implements Permits {

    private final Bucket bucket;
    private final long capacity;
    private final long fewest; // tokens, below zero: when the upstream's counter is at its threshold

    BucketPermits(LeakyBucket limit, Timekeeper time) {
        Bandwidth bandwidth = bandwidth(limit);
        this.capacity = bandwidth.getCapacity();
        this.fewest = Math.min(0, capacity - limit.threshold());
        this.bucket = Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(new Meter(time))
                .build();
    }

    static Bandwidth bandwidth(LeakyBucket limit) {
        long threshold = limit.threshold();
        long drainPerSecond = -Math.floorDiv(-threshold * 1000, limit.period().toMillis());
        if (threshold > drainPerSecond) {
            return Bandwidth.builder()
                    .capacity(threshold - drainPerSecond)
                    .refillGreedy(threshold, limit.period())
                    .build();
        }
        // Less room than one step drains. Bucket4j holds one token at least; so that this one is not too many, no more
        // than X − 1 others come in a second; where that is none, half a one, or what the period permits.
        return Bandwidth.builder()
                .capacity(1)
                .refillGreedy(
                        Math.max(1, threshold - 1),
                        threshold > 1 ? Duration.ofSeconds(1) : longer(Duration.ofSeconds(2), limit.period()))
                .build();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public long tryTake() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        // A wait that is rounded down to nothing is no permit.
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    @Override
    public void take() {
        take(1);
    }

    // The upstream does not count what it rejects: its counter is never above the threshold, however many were sent.
    private void take(long atMost) {
        long tokens = Math.min(atMost, bucket.getAvailableTokens() - fewest);
        if (tokens > 0) {
            bucket.consumeIgnoringRateLimits(tokens);
        }
    }

    @Override
    public void giveBack() {
        bucket.addTokens(1);
    }

    // The upstream counts arrivals: answers change nothing.
    @Override
    public void answered() {}

    @Override
    public void exhaust() {
        take(Long.MAX_VALUE);
    }

    @Override
    public void follow(long remaining, long nanosToReset) {}

    @Override
    public boolean isFull() {
        return bucket.getAvailableTokens() >= capacity;
    }

    @Override
    public boolean arePlentiful() {
        return bucket.getAvailableTokens() * 4 >= capacity * 3;
    }

    @Override
    public Long available() {
        return Math.max(0, bucket.getAvailableTokens());
    }

    private record Meter(Timekeeper time) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return time.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
