package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Requests that come in random bursts and go through limiters: when each was asked for, sent and arrived, in
 * nanoseconds. The limiters share one limit and take the requests in turn.
 */
final class LimitRun {

    private static final int LARGEST_BURST = 300;

    final List<Long> asked = new ArrayList<>();
    final List<Long> sent = new ArrayList<>();
    final List<Long> arrived = new ArrayList<>();

    private final ManualTimekeeper time;
    private final Runnable threads;
    private final IntFunction<RateLimiter> limiters;
    private final LongSupplier oneWay;

    /**
     * @param threads    does what the threads have to do at a moment
     * @param limiters the limiter for the request of a number
     * @param oneWay     how long a request, or an answer, is on its way
     */
    LimitRun(ManualTimekeeper time, Runnable threads, IntFunction<RateLimiter> limiters, LongSupplier oneWay) {
        this.time = time;
        this.threads = threads;
        this.limiters = limiters;
        this.oneWay = oneWay;
    }

    /** Asks for all turns at once. */
    LimitRun withConstantDemand(int requests) {
        burst(requests);
        return untilAllAreSent(requests);
    }

    /** Asks for turns in bursts of random sizes, after pauses of random lengths. */
    LimitRun withBursts(int requests, Duration longestPause, Random random) {
        Duration at = Duration.ZERO;
        for (int left = requests; left > 0; ) {
            int size = Math.min(left, 1 + random.nextInt(LARGEST_BURST));
            time.after(at, () -> burst(size));
            left -= size;
            at = at.plusNanos(random.nextLong(longestPause.toNanos()));
        }
        return untilAllAreSent(requests);
    }

    private void burst(int requests) {
        for (int i = 0; i < requests; i++) {
            asked.add(time.nanoTime());
            RateLimiter limiter = limiters.apply(asked.size());
            if (limiter.tryAcquire(true, turn(limiter))) {
                send(limiter);
            }
        }
    }

    private RateLimiter.PermitListener turn(RateLimiter limiter) {
        return new RateLimiter.PermitListener() {
            @Override
            public void granted() {
                send(limiter);
            }

            @Override
            public void refused() {
                throw new AssertionError("Refused, though no store has failed");
            }
        };
    }

    private void send(RateLimiter limiter) {
        long now = time.nanoTime();
        long way = oneWay.getAsLong();
        sent.add(now);
        arrived.add(now + way);
        time.after(Duration.ofNanos(way + oneWay.getAsLong()), limiter::answered);
    }

    private LimitRun untilAllAreSent(int requests) {
        threads.run();
        while (sent.size() < requests) {
            if (!time.runNext()) {
                throw new AssertionError("Only " + sent.size() + " of " + requests + " were sent, and nothing is due");
            }
            threads.run();
        }
        return this;
    }

    /** Returns the time from the first request to the last. */
    Duration length() {
        return Duration.ofNanos(sent.get(sent.size() - 1) - sent.get(0));
    }
}
