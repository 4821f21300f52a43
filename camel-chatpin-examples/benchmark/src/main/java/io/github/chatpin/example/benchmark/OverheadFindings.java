package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Axis;
import io.github.chatpin.example.benchmark.chart.BarChart;
import io.github.chatpin.example.benchmark.chart.Bars;
import io.github.chatpin.example.benchmark.chart.Chart;
import io.github.chatpin.example.benchmark.chart.Colour;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a pin cost the client.
 *
 * @param byCallers for each number of callers, what was measured
 */
record OverheadFindings(List<Runs> byCallers) implements Section {

    private static final String BY_HAND = "by hand";
    private static final String METHOD_IN_HEADER = "by hand, method in a header";
    private static final String CHATPIN = "chatpin";

    /**
     * What was measured with one number of callers. Runs of the same index were made one after the other.
     *
     * @param callers how many
     * @param byHand the runs of the route written by hand
     * @param methodInHeader the same with the HTTP method in a header
     * @param chatPin the component's
     */
    record Runs(int callers, List<Cost> byHand, List<Cost> methodInHeader, List<Cost> chatPin) {}

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String title() {
        return "Overhead: pins one after another, no throttle, no batches (medians of %d runs)"
                .formatted(byCallers.get(0).byHand().size());
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Route",
                        "Callers",
                        "Pins per second",
                        "Ratio to by hand",
                        "Single runs' ratios",
                        "Bytes allocated per pin",
                        "Ratio to by hand"),
                byCallers.stream()
                        .flatMap(runs -> Stream.of(
                                row(BY_HAND, runs, runs.byHand()),
                                row(METHOD_IN_HEADER, runs, runs.methodInHeader()),
                                row(CHATPIN, runs, runs.chatPin())))
                        .toList());
    }

    private static List<String> row(String name, Runs runs, List<Cost> costs) {
        Sample ratios = Sample.of(IntStream.range(0, costs.size())
                .mapToDouble(
                        i -> costs.get(i).pinsPerSecond() / runs.byHand().get(i).pinsPerSecond())
                .toArray());
        double pinsPerSecond = median(costs, Cost::pinsPerSecond);
        double bytesPerPin = median(costs, Cost::bytesPerPin);
        return List.of(
                name,
                Numbers.whole(runs.callers()),
                Numbers.whole(pinsPerSecond),
                Numbers.twoDecimals(pinsPerSecond / median(runs.byHand(), Cost::pinsPerSecond)),
                Numbers.twoDecimals(ratios.min()) + " to " + Numbers.twoDecimals(ratios.max()),
                Numbers.whole(bytesPerPin),
                Numbers.twoDecimals(bytesPerPin / median(runs.byHand(), Cost::bytesPerPin)));
    }

    @Override
    public List<Chart> charts() {
        return List.of(
                chart("overhead", "Throughput without throttle and batches", "pins per second", Cost::pinsPerSecond),
                chart("allocation", "Memory allocated by the client", "bytes per pin", Cost::bytesPerPin));
    }

    private Chart chart(String name, String title, String label, ToDoubleFunction<Cost> measure) {
        double most = byCallers.stream()
                .flatMap(runs -> Stream.of(runs.byHand(), runs.methodInHeader(), runs.chatPin()))
                .mapToDouble(costs -> sample(costs, measure).max())
                .max()
                .orElseThrow();
        return new BarChart(
                name,
                title,
                byCallers.stream().map(runs -> Integer.toString(runs.callers())).toList(),
                "callers at the same time",
                Axis.upTo(label, most),
                List.of(
                        bars(BY_HAND, Colour.ORANGE, runs -> sample(runs.byHand(), measure)),
                        bars(METHOD_IN_HEADER, Colour.YELLOW, runs -> sample(runs.methodInHeader(), measure)),
                        bars(CHATPIN, Colour.BLUE, runs -> sample(runs.chatPin(), measure))));
    }

    private Bars bars(String name, Colour colour, Function<Runs, Sample> sample) {
        return new Bars(
                name,
                colour,
                byCallers.stream().map(sample).map(OverheadFindings::value).toList());
    }

    private static Bars.Value value(Sample sample) {
        return new Bars.Value(sample.median(), Numbers.whole(sample.median()), sample.min(), sample.max());
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> measure) {
        return sample(costs, measure).median();
    }

    private static Sample sample(List<Cost> costs, ToDoubleFunction<Cost> measure) {
        return Sample.of(costs.stream().mapToDouble(measure).toArray());
    }
}
