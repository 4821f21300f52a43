package io.github.chatpin.camel.chaos;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;

/** Rounds, one after another, for some time. Prints what they were. */
final class Chaos {

    private static final int MOST_TOLD = 30;

    private Chaos() {}

    /**
     * Runs rounds until the time is over.
     *
     * @param seed  from which each round's own seed follows
     * @param atMost how long; the last round is finished
     * @param each  how long a storm lasts
     */
    static Report runFor(long seed, Duration atMost, Duration each) throws Exception {
        Random seeds = new Random(seed);
        long end = System.nanoTime() + atMost.toNanos();
        Report all = Report.NOTHING;
        while (System.nanoTime() - end < 0) {
            all = all.and(run(seeds.nextInt(1_000_000_000), each));
        }
        System.out.printf("Chaos with seed %d, all: %s%n", seed, all);
        return all;
    }

    /** Runs one round. */
    static Report run(long seed, Duration storm) throws Exception {
        System.out.printf("Chaos with seed %d: ", seed); // before anything can go wrong
        List<WeakReference<Object>> remains = new ArrayList<>();
        Report report = new Round(seed, storm).run(remains);
        takeTheLastPlace();
        Leaks leaks = new Leaks();
        leaks.memory(remains);
        report = report.and(seed, leaks.violations());
        System.out.println(report);
        report.violations().stream()
                .limit(MOST_TOLD)
                .forEach(violation -> System.out.println("  VIOLATION, " + violation));
        return report;
    }

    /** Camel itself keeps the context that was made last, with or without the component. */
    private static void takeTheLastPlace() {
        DefaultCamelContext last = new DefaultCamelContext();
        last.disableJMX();
        last.start();
        last.stop();
    }
}
