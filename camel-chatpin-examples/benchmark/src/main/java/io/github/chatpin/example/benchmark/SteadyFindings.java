package io.github.chatpin.example.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.data.xy.XYSeries;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * How long pins took that came at an even pace.
 *
 * @param perSecond how many came a second
 * @param waitMillis for each of them from when it was due until it had ended, in the order in which they came
 * @param failed how many failed
 * @param traffic what arrived at the portal
 */
record SteadyFindings(int perSecond, List<Double> waitMillis, int failed, Traffic traffic) implements Section {

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public String title() {
        return "Steady load: %d pins a second for %d s, standard plan"
                .formatted(perSecond, waitMillis.size() / perSecond);
    }

    @Override
    public Table table() {
        Statistics waits = statistics(waitMillis);
        return new Table(
                List.of(
                        "Pins",
                        "p50, ms",
                        "p99, ms",
                        "Longest, ms",
                        "Requests",
                        "Pins a request",
                        "Rejected",
                        "Failed"),
                List.of(List.of(
                        Numbers.whole(waitMillis.size()),
                        Numbers.whole(waits.getPercentile(50)),
                        Numbers.whole(waits.getPercentile(99)),
                        Numbers.whole(waits.getMax()),
                        Numbers.whole(traffic.requests()),
                        Numbers.whole(traffic.medianPins()),
                        Numbers.whole(traffic.rejected()),
                        Numbers.whole(failed))));
    }

    @Override
    public List<Chart> charts() {
        return List.of(new LineChart(
                        "Time from sending to done at %d pins a second".formatted(perSecond),
                        Axes.fromZero("seconds since the first pin"),
                        Axes.fromZero("milliseconds"))
                .measured(line("longest of the second", Statistics::getMax), Colour.GREY)
                .measured(line("p50 of the second", second -> second.getPercentile(50)), Colour.BLUE)
                .named("steady"));
    }

    private XYSeries line(String name, ToDoubleFunction<Statistics> measure) {
        XYSeries line = LineChart.line(name);
        for (int first = 0; first + perSecond <= waitMillis.size(); first += perSecond) {
            Statistics second = statistics(waitMillis.subList(first, first + perSecond));
            line.add((double) first / perSecond + 0.5, measure.applyAsDouble(second));
        }
        return line;
    }

    private static Statistics statistics(List<Double> millis) {
        return new ListStatistics(
                millis.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
