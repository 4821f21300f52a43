package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long a burst of pins takes through routes written by hand and through the component. What they wait for is the
 * portal's limit and not the processor, so all are measured at the same time.
 */
final class Drain {

    private static final Pace STEADY = new Pace(2, 1_000);
    private static final Pace IN_BLOCKS = new Pace(50, 25_000);

    private final Sizes sizes;

    Drain(Sizes sizes) {
        this.sizes = sizes;
    }

    DrainFindings measure() throws Exception {
        List<Burst> bursts = new ArrayList<>();
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            prepare(bursts);
            List<BurstRun> runs = new ArrayList<>();
            for (Future<BurstRun> run : callers.invokeAll(bursts)) {
                runs.add(run.get());
            }
            return new DrainFindings(runs.get(0), runs.get(1), runs.get(2), runs.get(3), runs.get(4));
        } finally {
            callers.shutdownNow();
            bursts.forEach(Burst::close);
        }
    }

    // One after the other into the caller's list, so that those that have started are closed if one fails to.
    private void prepare(List<Burst> bursts) throws Exception {
        int pins = sizes.drainPins();
        bursts.add(Burst.prepare("by hand, 2 per second", pins, portal -> HandWrittenRoute.throttled(portal, STEADY)));
        bursts.add(
                Burst.prepare("by hand, 50 per 25 s", pins, portal -> HandWrittenRoute.throttled(portal, IN_BLOCKS)));
        bursts.add(Burst.prepare("chatpin, batchSize=1", pins, portal -> new ChatPinRoute(portal, "&batchSize=1")));
        bursts.add(Burst.prepare("chatpin", pins, portal -> new ChatPinRoute(portal, "")));
        bursts.add(Burst.prepare("chatpin", sizes.drainManyPins(), portal -> new ChatPinRoute(portal, "")));
    }
}
