package io.github.chatpin.example.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;

/**
 * How long the stand-ins' jar took.
 *
 * @param starts each start
 */
record StandInFindings(List<Start> starts) implements Section {

    /**
     * One start.
     *
     * @param ready seconds until the line that tells the addresses
     * @param answered seconds until the answer to the first pin
     */
    record Start(double ready, double answered) {}

    @Override
    public String name() {
        return "stand-ins";
    }

    @Override
    public String title() {
        return "Stand-ins: seconds from java -jar on (%d starts)".formatted(starts.size());
    }

    @Override
    public Table table() {
        return new Table(
                List.of("Until", "Median", "Fastest", "Slowest"),
                List.of(row("the line of addresses", Start::ready), row("the first pin's answer", Start::answered)));
    }

    private List<String> row(String until, ToDoubleFunction<Start> seconds) {
        ListStatistics statistics =
                new ListStatistics(starts.stream().mapToDouble(seconds).toArray());
        return List.of(
                until,
                Numbers.twoDecimals(statistics.getPercentile(50)),
                Numbers.twoDecimals(statistics.getMin()),
                Numbers.twoDecimals(statistics.getMax()));
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
