package io.github.chatpin.camel.limit;

import io.github.bucket4j.Bandwidth;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.RateLimit.FixedWindow;
import io.github.chatpin.camel.spi.RateLimit.LeakyBucket;
import java.time.Duration;

/**
 * An upstream's limit as one token bucket for all processes.
 *
 * @param bandwidth   capacity and refill
 * @param exhaustedBy how many tokens lie between what the upstream rejects and an empty bucket
 * @param leastForARejection how many tokens a rejection costs at least, however few there are
 */
record SharedRate(Bandwidth bandwidth, long exhaustedBy, long leastForARejection) {

    /** How much later than another one a request may arrive than it was sent, as a part of the window. */
    private static final int JITTER_PART = 30;

    /** The largest reserve, as a part of a leaky bucket's threshold. */
    private static final int RESERVE_PART = 50;

    /** How many requests may go at once, as a part of the window's. */
    private static final int BURST_PART = 50;

    static SharedRate of(RateLimit limit) {
        if (limit instanceof LeakyBucket bucket) {
            return of(bucket);
        }
        if (limit instanceof FixedWindow window) {
            return of(window);
        }
        throw new IllegalArgumentException("Nothing to share: " + limit);
    }

    /**
     * As a process alone, but with a reserve for first requests that arrive late, each process's over connections yet to
     * be made: what the upstream's counter falls by before it has counted anything, is lost. It is what comes in half a
     * second, if that is not much.
     */
    private static SharedRate of(LeakyBucket bucket) {
        Bandwidth alone = BucketPermits.bandwidth(bucket);
        long perHalfSecond = bucket.threshold() * 500L / bucket.period().toMillis();
        long reserve = Math.min(perHalfSecond, bucket.threshold() / RESERVE_PART);
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, alone.getCapacity() - reserve))
                .refillGreedy(alone.getRefillTokens(), Duration.ofNanos(alone.getRefillPeriodNanos()))
                .build();
        long exhaustedBy = Math.max(1, bucket.threshold() - bandwidth.getCapacity());
        return new SharedRate(bandwidth, exhaustedBy, exhaustedBy);
    }

    /**
     * A pace at which no window of the period's length sees more arrivals than it permits, whatever its phase: with a
     * capacity of C and a refill of N + 1 − C in a period and the jitter, there are fewer than N + 1. A process
     * alone may send N at once, since it knows when each of its permits was used last; a store that keeps tokens cannot
     * know that of all.
     */
    private static SharedRate of(FixedWindow window) {
        long requests = window.requests();
        long burst = Math.max(1, requests / BURST_PART);
        Duration period = window.period().plus(window.period().dividedBy(JITTER_PART));
        long refill = requests + 1 - burst;
        Bandwidth bandwidth =
                Bandwidth.builder().capacity(burst).refillGreedy(refill, period).build();
        return new SharedRate(bandwidth, refill, 0);
    }

    /** Returns how many tokens come in some time, rounded up. */
    long tokensIn(long nanos) {
        return (long) Math.ceil((double) bandwidth.getRefillTokens() * nanos / bandwidth.getRefillPeriodNanos());
    }

    /** Returns how long it takes until the upstream has forgotten all requests. */
    long nanosToFill() {
        double tokens = bandwidth.getCapacity() + exhaustedBy;
        return (long) (tokens * bandwidth.getRefillPeriodNanos() / bandwidth.getRefillTokens());
    }

    /** Returns the bandwidth with an empty bucket to begin with. */
    Bandwidth empty() {
        return Bandwidth.builder()
                .capacity(bandwidth.getCapacity())
                .refillGreedy(bandwidth.getRefillTokens(), Duration.ofNanos(bandwidth.getRefillPeriodNanos()))
                .initialTokens(0)
                .build();
    }

    /**
     * Returns the part of a limit that each of some processes may use alone.
     *
     * @throws IllegalArgumentException if there is less than one request for each
     */
    static RateLimit divided(RateLimit limit, int shares) {
        if (limit instanceof LeakyBucket bucket) {
            return new LeakyBucket(share(bucket.threshold(), shares), bucket.period());
        }
        if (limit instanceof FixedWindow window) {
            return new FixedWindow(share(window.requests(), shares), window.period());
        }
        return limit;
    }

    private static int share(int requests, int shares) {
        if (shares > requests) {
            throw new IllegalArgumentException(
                    "bucketStoreShares: must not be more than the " + requests + " requests that the limit permits");
        }
        return requests / shares;
    }
}
