package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Builder;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How long callers take that each wait for the answer to a pin before they send the next, at a portal of their own. */
final class Crowd {

    private static final int WARM_UP_CALLERS = 50;

    private final Sizes sizes;

    Crowd(Sizes sizes) {
        this.sizes = sizes;
    }

    CrowdFindings measure() throws Exception {
        pin(FakeBitrix24.builder().unlimited(), WARM_UP_CALLERS, 0);
        return new CrowdFindings(List.of(
                pin(FakeBitrix24.builder(), 8, 0),
                pin(FakeBitrix24.builder(), 50, 0),
                pin(FakeBitrix24.builder(), 50, 100),
                pin(FakeBitrix24.builder(), 64, 300),
                pin(FakeBitrix24.builder(), 200, 100)));
    }

    private CrowdRun pin(FakeBitrix24Builder settings, int callers, int answerMillis) throws Exception {
        int pins = sizes.crowdPins();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (FakeBitrix24 portal = settings.pinCap(pins).start();
                RunningRoute route = RunningRoute.start(new ChatPinRoute(Portal.of(portal), ""))) {
            portal.faultWhen(request -> true, Fault.delay(Duration.ofMillis(answerMillis)));
            Pins open = new Pins(route, pins);
            long start = System.nanoTime();
            List<Future<Integer>> failures = threads.invokeAll(Collections.nCopies(callers, open));
            double seconds = (System.nanoTime() - start) / 1e9;
            int failed = 0;
            for (Future<Integer> ofOne : failures) {
                failed += ofOne.get();
            }
            return new CrowdRun(callers, answerMillis, pins, seconds, failed, Traffic.at(portal));
        } finally {
            threads.shutdownNow();
        }
    }

    /** The pins that callers take one by one; each caller returns how many of its own failed. Thread-safe. */
    private static final class Pins implements Callable<Integer> {

        private final RunningRoute route;
        private final int pins;
        private final AtomicInteger taken = new AtomicInteger();

        Pins(RunningRoute route, int pins) {
            this.route = route;
            this.pins = pins;
        }

        @Override
        public Integer call() {
            int failed = 0;
            for (int pin = taken.incrementAndGet(); pin <= pins; pin = taken.incrementAndGet()) {
                try {
                    route.pin("chat" + pin);
                } catch (Exception e) {
                    failed++;
                }
            }
            return failed;
        }
    }
}
