package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.RoutesBuilder;

/** Pins that come all at once, through a route of their own to a portal of their own with the standard plan's limit. */
final class Burst implements Callable<BurstRun>, AutoCloseable {

    private static final int MOST_MINUTES = 10;

    private final String name;
    private final int pins;
    private final FakeBitrix24 portal;
    private final RunningRoute route;

    private Burst(String name, int pins, FakeBitrix24 portal, RunningRoute route) {
        this.name = name;
        this.pins = pins;
        this.portal = portal;
        this.route = route;
    }

    static Burst prepare(String name, int pins, Function<Portal, RoutesBuilder> route) throws Exception {
        FakeBitrix24 portal = FakeBitrix24.builder().pinCap(pins).start();
        try {
            return new Burst(name, pins, portal, RunningRoute.start(route.apply(Portal.of(portal))));
        } catch (Exception e) {
            portal.close();
            throw e;
        }
    }

    /** Sends all pins from this thread, and returns when the last has ended. */
    @Override
    public BurstRun call() throws InterruptedException {
        double[] doneAfter = new double[pins]; // each written once, before the count-down that makes it visible
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(pins);
        long start = System.nanoTime();
        for (int i = 0; i < pins; i++) {
            int index = i;
            route.pin("chat" + (i + 1), exchange -> {
                doneAfter[index] = (System.nanoTime() - start) / 1e9;
                if (exchange.getException() != null) {
                    failed.incrementAndGet();
                }
                open.countDown();
            });
        }
        if (!open.await(MOST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(open.getCount() + " pins of \"" + name + "\" have not ended");
        }
        return new BurstRun(name, Arrays.stream(doneAfter).boxed().toList(), failed.get(), Traffic.at(portal));
    }

    @Override
    public void close() {
        route.close();
        portal.close();
    }
}
