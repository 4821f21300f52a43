package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Axis;
import io.github.chatpin.example.benchmark.chart.BarChart;
import io.github.chatpin.example.benchmark.chart.Bars;
import io.github.chatpin.example.benchmark.chart.Chart;
import io.github.chatpin.example.benchmark.chart.Colour;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What exchanges cost while they wait.
 *
 * @param steps for each number of exchanges, what was measured
 */
record ParkedFindings(List<Step> steps) implements Section {

    /**
     * What one number of exchanges cost.
     *
     * @param pins how many waited
     * @param inList in a plain list, which is what they cost by themselves
     * @param atChatPin at the component
     */
    record Step(int pins, Footprint inList, Footprint atChatPin) {

        double bytesBeyondTheExchange() {
            return atChatPin.bytesPerPin() - inList.bytesPerPin();
        }
    }

    @Override
    public String name() {
        return "parked";
    }

    @Override
    public String title() {
        return "Waiting: heap of each exchange, and threads";
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Exchanges that wait",
                        "In a list, bytes each",
                        "At chatpin, bytes each",
                        "Difference",
                        "Threads before",
                        "Threads meanwhile"),
                steps.stream()
                        .map(step -> List.of(
                                Numbers.whole(step.pins()),
                                Numbers.whole(step.inList().bytesPerPin()),
                                Numbers.whole(step.atChatPin().bytesPerPin()),
                                Numbers.whole(step.bytesBeyondTheExchange()),
                                Numbers.whole(step.atChatPin().threadsBefore()),
                                Numbers.whole(step.atChatPin().threadsWaiting())))
                        .toList());
    }

    @Override
    public List<Chart> charts() {
        double most = steps.stream()
                .mapToDouble(step ->
                        Math.max(step.inList().bytesPerPin(), step.atChatPin().bytesPerPin()))
                .max()
                .orElseThrow();
        return List.of(new BarChart(
                "parked",
                "Heap of an exchange that waits",
                steps.stream().map(step -> Numbers.whole(step.pins())).toList(),
                "exchanges that wait",
                Axis.upTo("bytes per exchange", most),
                List.of(
                        bars("in a plain list", Colour.GREY, step -> step.inList()
                                .bytesPerPin()),
                        bars("at chatpin", Colour.BLUE, step -> step.atChatPin().bytesPerPin()))));
    }

    private Bars bars(String name, Colour colour, ToDoubleFunction<Step> bytes) {
        return new Bars(
                name,
                colour,
                steps.stream()
                        .mapToDouble(bytes)
                        .mapToObj(value -> new Bars.Value(value, Numbers.whole(value)))
                        .toList());
    }
}
