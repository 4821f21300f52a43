package io.github.chatpin.camel.limit;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Several processes and their store in one test: time and threads are in its hand. */
abstract class SharedLimitTestSupport {

    final ManualTimekeeper time = new ManualTimekeeper();
    final MemoryBucketStore.Server store = new MemoryBucketStore.Server();
    final Deque<Runnable> threads = new ArrayDeque<>();

    Process process(RateLimit limit) {
        return process(limit, WhenStoreFails.WAIT, 0);
    }

    Process process(RateLimit limit, WhenStoreFails whenItFails, int shares) {
        return process(limit, store.client(time::nanoTime), whenItFails, shares);
    }

    Process process(RateLimit limit, ProxyManager<String> client, WhenStoreFails whenItFails, int shares) {
        return new Process(new RateLimiter(
                limit, time, new SharedLimit(client, whenItFails, shares, threads::add), "test", "portal"));
    }

    /** Lets all threads do what they have to, without any time passing. */
    void settle() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    /** Lets time pass. */
    void advance(Duration duration) {
        settle();
        long end = time.nanoTime() + duration.toNanos();
        while (time.runNextUntil(end)) {
            settle();
        }
    }

    /** Counts the turns of one process. */
    final class Process {

        final RateLimiter limiter;
        int turns;
        int refusals;

        private Process(RateLimiter limiter) {
            this.limiter = limiter;
        }

        /** Asks for a turn, and lets the threads work. */
        void ask() {
            ask(true);
        }

        void ask(boolean throttled) {
            enter(throttled);
            settle();
        }

        /** Asks for a turn, and leaves the threads alone. */
        void enter() {
            enter(true);
        }

        private void enter(boolean throttled) {
            boolean atOnce = limiter.tryAcquire(throttled, new RateLimiter.PermitListener() {
                @Override
                public void granted() {
                    turns++;
                }

                @Override
                public void refused() {
                    refusals++;
                }
            });
            if (atOnce) {
                turns++;
            }
        }

        void ask(int times) {
            for (int i = 0; i < times; i++) {
                ask();
            }
        }
    }
}
