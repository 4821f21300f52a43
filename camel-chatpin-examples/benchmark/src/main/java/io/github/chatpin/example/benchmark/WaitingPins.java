package io.github.chatpin.example.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.util.ListStatistics;

/** What a pin costs that waits at the component for a limit that is used up, and what its exchange costs by itself. */
final class WaitingPins {

    private static final int MOST_SECONDS = 60;

    /** One request, and the next one after more than a week. */
    private static final String USED_UP = "&throttleLimit=2&throttlePeriod=2000000000&maxPending=100000";

    private final Sizes sizes;
    private final Portal portal;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    WaitingPins(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    /** Measures several times, and returns the medians. */
    WaitingCost measure(int pins) throws Exception {
        ListStatistics bytesInList = new ListStatistics();
        ListStatistics bytes = new ListStatistics();
        ListStatistics micros = new ListStatistics();
        ListStatistics moreThreads = new ListStatistics();
        for (int i = 0; i < sizes.growthRuns(); i++) {
            bytesInList.addValue(bytesInList(pins));
            WaitingCost once = atChatPin(pins);
            bytes.addValue(once.bytes());
            micros.addValue(once.microsPerPin());
            moreThreads.addValue(once.moreThreads());
        }
        return new WaitingCost(
                pins, bytesInList.getPercentile(50), bytes.getPercentile(50), micros.getPercentile(50), (int)
                        moreThreads.getMax());
    }

    private double bytesInList(int pins) throws Exception {
        ParkingLot lot = new ParkingLot();
        CountDownLatch open = new CountDownLatch(pins);
        try (RunningRoute route = RunningRoute.start(lot.route())) {
            long bytesBefore = Heap.reachableBytes();
            handOver(route, 0, pins, open);
            double bytes = (double) (Heap.reachableBytes() - bytesBefore) / pins;
            lot.letGo();
            mustEnd(open);
            return bytes;
        }
    }

    // Timed is not how the first come but as many again: the first make what an account needs only once.
    private WaitingCost atChatPin(int pins) throws Exception {
        CountDownLatch open = new CountDownLatch(2 * pins);
        WaitingCost cost;
        try (RunningRoute route = RunningRoute.start(new ChatPinRoute(portal, USED_UP))) {
            route.pin("chat1000000"); // which uses the limit up
            long bytesBefore = Heap.reachableBytes();
            int threadsBefore = threads.getThreadCount();
            handOver(route, 0, pins, open);
            double bytes = (double) (Heap.reachableBytes() - bytesBefore) / pins;
            int moreThreads = threads.getThreadCount() - threadsBefore;
            long start = System.nanoTime();
            handOver(route, pins, 2 * pins, open);
            double micros = (System.nanoTime() - start) / 1e3 / pins;
            if (open.getCount() < 2 * pins) {
                throw new IllegalStateException(2 * pins - open.getCount() + " exchanges did not wait");
            }
            cost = new WaitingCost(pins, 0, bytes, micros, moreThreads);
        }
        mustEnd(open); // stopping fails those that wait
        return cost;
    }

    private static void handOver(RunningRoute route, int from, int to, CountDownLatch open) {
        for (int i = from; i < to; i++) {
            route.pin("chat" + (i + 1), exchange -> open.countDown());
        }
    }

    private static void mustEnd(CountDownLatch open) throws InterruptedException {
        if (!open.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " exchanges have not ended");
        }
    }
}
