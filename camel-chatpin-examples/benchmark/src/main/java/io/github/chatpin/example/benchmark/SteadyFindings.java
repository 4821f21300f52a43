package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Axis;
import io.github.chatpin.example.benchmark.chart.Chart;
import io.github.chatpin.example.benchmark.chart.Colour;
import io.github.chatpin.example.benchmark.chart.LineChart;
import io.github.chatpin.example.benchmark.chart.Series;
import io.github.chatpin.example.benchmark.chart.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
        Sample waits = Sample.of(waitMillis);
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
                        Numbers.whole(waits.median()),
                        Numbers.whole(waits.percentile(99)),
                        Numbers.whole(waits.max()),
                        Numbers.whole(traffic.requests()),
                        Numbers.whole(traffic.medianPins()),
                        Numbers.whole(traffic.rejected()),
                        Numbers.whole(failed))));
    }

    @Override
    public List<Chart> charts() {
        int seconds = waitMillis.size() / perSecond;
        return List.of(new LineChart(
                "steady",
                "Time from sending to done at %d pins a second".formatted(perSecond),
                Axis.upTo("seconds since the first pin", seconds),
                Axis.upTo("milliseconds", Sample.of(waitMillis).max()),
                List.of(
                        series("longest of the second", Colour.GREY, Sample::max),
                        series("p50 of the second", Colour.BLUE, Sample::median))));
    }

    private Series series(String name, Colour colour, ToDoubleFunction<Sample> measure) {
        List<Point> points = new ArrayList<>();
        for (int first = 0; first + perSecond <= waitMillis.size(); first += perSecond) {
            Sample second = Sample.of(waitMillis.subList(first, first + perSecond));
            points.add(new Point((double) first / perSecond + 0.5, measure.applyAsDouble(second)));
        }
        return new Series(name, colour, false, points);
    }
}
