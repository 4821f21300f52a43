package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Chart;
import java.util.List;

/**
 * What many portals cost one process.
 *
 * @param portals how many there were
 * @param own with limits of the process's own
 * @param shared with limits that are shared through a store in the same process
 */
record PortalsFindings(int portals, Cost own, Cost shared) implements Section {

    /**
     * What one portal cost.
     *
     * @param bytes the heap that each keeps while nothing goes on
     * @param threadsBefore how many threads there were with one portal
     * @param mostThreads how many with all of them, at most
     * @param operations at the store for each one's first pin
     */
    record Cost(double bytes, int threadsBefore, int mostThreads, double operations) {}

    @Override
    public String name() {
        return "portals";
    }

    @Override
    public String title() {
        return "Many portals: heap of each while nothing goes on, threads, and store operations for a pin";
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Limit",
                        "Portals",
                        "Bytes each",
                        "Threads with one",
                        "Threads with all, at most",
                        "Store operations for the first pin"),
                List.of(row("of this process", own), row("shared", shared)));
    }

    private List<String> row(String limit, Cost cost) {
        return List.of(
                limit,
                Numbers.whole(portals),
                Numbers.whole(cost.bytes()),
                Numbers.whole(cost.threadsBefore()),
                Numbers.whole(cost.mostThreads()),
                Numbers.oneDecimal(cost.operations()));
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
