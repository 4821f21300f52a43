package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Chart;
import java.util.List;

/**
 * How long lone pins took, in microseconds.
 *
 * @param byHand the route written by hand
 * @param chatPin the component as it comes, its limit as new
 * @param unlimited the component on a portal without a limit
 */
record LonePinFindings(Sample byHand, Sample chatPin, Sample unlimited) implements Section {

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "A lone pin: %s of each, one after another"
                .formatted(Numbers.whole(byHand.sorted().size()));
    }

    @Override
    public Table table() {
        return new Table(
                List.of("Route", "p50, µs", "p99, µs", "p50 : by hand"),
                List.of(row("by hand", byHand), row("chatpin", chatPin), row("chatpin, plan=unlimited", unlimited)));
    }

    private List<String> row(String name, Sample micros) {
        return List.of(
                name,
                Numbers.whole(micros.median()),
                Numbers.whole(micros.percentile(99)),
                Numbers.twoDecimals(micros.median() / byHand.median()));
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
