package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long pins wait that come at an even pace, many times faster than single requests may. They come when they are due,
 * whether the earlier ones are done or not; and the wait is counted from then on.
 */
final class SteadyLoad {

    private static final int MOST_SECONDS_LATER = 120;

    private final Sizes sizes;

    SteadyLoad(Sizes sizes) {
        this.sizes = sizes;
    }

    SteadyFindings measure() throws Exception {
        int pins = sizes.steadySeconds() * sizes.steadyPerSecond();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (FakeBitrix24 portal = FakeBitrix24.builder().pinCap(pins).start();
                RunningRoute route = RunningRoute.start(new ChatPinRoute(Portal.of(portal), ""))) {
            Arrivals arrivals = new Arrivals(route, pins, System.nanoTime(), 1_000_000_000L / sizes.steadyPerSecond());
            clock.scheduleAtFixedRate(arrivals, 0, arrivals.periodNanos, TimeUnit.NANOSECONDS);
            if (!arrivals.open.await(sizes.steadySeconds() + MOST_SECONDS_LATER, TimeUnit.SECONDS)) {
                throw new IllegalStateException(arrivals.open.getCount() + " pins have not ended");
            }
            return new SteadyFindings(
                    sizes.steadyPerSecond(), arrivals.waits(), arrivals.failed.get(), Traffic.at(portal));
        } finally {
            clock.shutdownNow();
        }
    }

    /** Sends the next pin each time that it runs, until all are sent. */
    private static final class Arrivals implements Runnable {

        private final RunningRoute route;
        private final long startNanos;
        private final long periodNanos;
        private final double[] waitMillis; // each written once, before the count-down that makes it visible
        private final AtomicInteger failed = new AtomicInteger();
        private final CountDownLatch open;
        private int sent; // by the clock's thread only

        Arrivals(RunningRoute route, int pins, long startNanos, long periodNanos) {
            this.route = route;
            this.startNanos = startNanos;
            this.periodNanos = periodNanos;
            this.waitMillis = new double[pins];
            this.open = new CountDownLatch(pins);
        }

        @Override
        public void run() {
            if (sent == waitMillis.length) {
                return;
            }
            int index = sent++;
            long dueNanos = startNanos + index * periodNanos;
            route.pin("chat" + (index + 1), exchange -> {
                waitMillis[index] = (System.nanoTime() - dueNanos) / 1e6;
                if (exchange.getException() != null) {
                    failed.incrementAndGet();
                }
                open.countDown();
            });
        }

        /** Returns how long each pin took, in the order in which they came. */
        List<Double> waits() {
            return IntStream.range(0, waitMillis.length)
                    .mapToObj(i -> waitMillis[i])
                    .toList();
        }
    }
}
