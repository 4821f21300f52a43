package io.github.chatpin.example.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.util.ListStatistics;

/**
 * How long pins took while nothing else went on.
 *
 * @param lone for each route, the runs in which one thread sent one pin after another
 * @param atOnce for each route, the runs in which {@link PinBenchmark#AT_ONCE} pins were sent at once
 */
record LonePinFindings(Map<TimedRoute, List<PinTime>> lone, Map<TimedRoute, List<PinTime>> atOnce) implements Section {

    static final List<TimedRoute> LONE = List.of(TimedRoute.BY_HAND, TimedRoute.AFTER_A_PAUSE, TimedRoute.UNLIMITED);
    static final List<TimedRoute> AT_ONCE = List.of(TimedRoute.BY_HAND, TimedRoute.AFTER_A_PAUSE);

    /** After how long the portal answers pins that are sent at once. */
    static final int ANSWER_MILLIS = 20;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "A lone pin, and %d at once (medians of %d runs)"
                .formatted(PinBenchmark.AT_ONCE, lone.get(TimedRoute.BY_HAND).size());
    }

    @Override
    public Table table() {
        return new Table(
                List.of("Route", "Pins at once", "Answer after, ms", "p50, µs", "p99, µs", "p50 : by hand"),
                Stream.concat(
                                LONE.stream().map(route -> row(route, lone, 1, 0)),
                                AT_ONCE.stream().map(route -> row(route, atOnce, PinBenchmark.AT_ONCE, ANSWER_MILLIS)))
                        .toList());
    }

    private static List<String> row(TimedRoute route, Map<TimedRoute, List<PinTime>> runs, int pins, int answerMillis) {
        double median = median(runs.get(route), PinTime::medianMicros);
        return List.of(
                route.label(),
                Numbers.whole(pins),
                Numbers.whole(answerMillis),
                Numbers.whole(median),
                Numbers.whole(median(runs.get(route), PinTime::p99Micros)),
                Numbers.twoDecimals(median / median(runs.get(TimedRoute.BY_HAND), PinTime::medianMicros)));
    }

    private static double median(List<PinTime> runs, ToDoubleFunction<PinTime> measure) {
        return new ListStatistics(runs.stream().mapToDouble(measure).toArray()).getPercentile(50);
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
