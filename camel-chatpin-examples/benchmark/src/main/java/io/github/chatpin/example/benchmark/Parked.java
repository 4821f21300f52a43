package io.github.chatpin.example.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What an exchange costs while it waits at the component for a limit that is used up, and what it costs by itself. */
final class Parked {

    private static final int MOST_SECONDS = 60;

    /** One request, and the next one after more than a week. */
    private static final String USED_UP = "&throttleLimit=2&throttlePeriod=2000000000&maxPending=100000";

    private final Sizes sizes;
    private final Portal portal;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    Parked(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    ParkedFindings measure() throws Exception {
        int warmUpPins = sizes.parkedPins().get(0);
        parkInList(warmUpPins);
        parkAtChatPin(warmUpPins);
        List<ParkedFindings.Step> steps = new ArrayList<>();
        for (int pins : sizes.parkedPins()) {
            steps.add(new ParkedFindings.Step(pins, parkInList(pins), parkAtChatPin(pins)));
        }
        return new ParkedFindings(steps);
    }

    private Footprint parkInList(int pins) throws Exception {
        ParkingLot lot = new ParkingLot();
        CountDownLatch ended = new CountDownLatch(pins);
        try (RunningRoute route = RunningRoute.start(lot.route())) {
            Footprint footprint = park(route, pins, ended);
            lot.letGo();
            mustEnd(ended);
            return footprint;
        }
    }

    private Footprint parkAtChatPin(int pins) throws Exception {
        CountDownLatch ended = new CountDownLatch(pins);
        Footprint footprint;
        try (RunningRoute route = RunningRoute.start(new ChatPinRoute(portal, USED_UP))) {
            route.pin("chat1000000"); // which uses the limit up
            footprint = park(route, pins, ended);
        }
        mustEnd(ended); // stopping fails those that wait
        return footprint;
    }

    private Footprint park(RunningRoute route, int pins, CountDownLatch ended) {
        long bytesBefore = Heap.reachableBytes();
        int threadsBefore = threads.getThreadCount();
        for (int i = 0; i < pins; i++) {
            route.pin("chat" + (i + 1), exchange -> ended.countDown());
        }
        long bytes = Heap.reachableBytes() - bytesBefore;
        int threadsNow = threads.getThreadCount();
        if (ended.getCount() < pins) {
            throw new IllegalStateException(pins - ended.getCount() + " exchanges did not wait");
        }
        return new Footprint((double) bytes / pins, threadsBefore, threadsNow);
    }

    private static void mustEnd(CountDownLatch open) throws InterruptedException {
        if (!open.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " exchanges have not ended");
        }
    }
}
