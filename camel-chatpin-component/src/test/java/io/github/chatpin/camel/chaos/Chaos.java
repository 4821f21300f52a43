package io.github.chatpin.camel.chaos;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;

/** Rounds of chaos, one or many. */
final class Chaos {

    private static final int MOST_TOLD = 30;

    private Chaos() {}

    /**
     * Runs rounds until the time is over, and prints what they were.
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
            int next = seeds.nextInt(1_000_000_000);
            System.out.printf("Chaos with seed %d: ", next); // before anything can go wrong
            Report round = run(next, each);
            System.out.println(round);
            round.violations().stream()
                    .limit(MOST_TOLD)
                    .forEach(violation -> System.out.println("  VIOLATION, " + violation));
            all = all.and(round);
        }
        System.out.printf("Chaos with seed %d, all: %s%n", seed, all);
        return all;
    }

    /** Runs one round, and looks for what it left in memory. */
    static Report run(long seed, Duration storm) throws Exception {
        List<WeakReference<Object>> remains = new ArrayList<>();
        Report report = new Round(seed, storm).run(remains);
        takeTheLastPlace();
        Leaks leaks = new Leaks();
        leaks.memory(remains);
        report = report.and(seed, leaks.violations());
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
