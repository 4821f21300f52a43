package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What one process pins in many portals.
 *
 * @param withoutALimit the same pins in one portal that has no limit
 * @param runs by the number of portals
 * @param idleBytes the heap that each of the most portals keeps when it is idle and without a connection
 */
record ManyPortalsFindings(PortalsRun withoutALimit, List<PortalsRun> runs, double idleBytes) implements Section {

    @Override
    public String name() {
        return "many-portals";
    }

    @Override
    public String title() {
        return "Many portals: pins through one endpoint and process, handed over at once; idle, each keeps %s bytes"
                .formatted(Numbers.whole(idleBytes));
    }

    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(withoutALimit));
        runs.forEach(run -> rows.add(row(run)));
        return new Table(
                List.of(
                        "Portals",
                        "Pins",
                        "Pins per second",
                        "Ratio to the first",
                        "Requests",
                        "Failed",
                        "CPU, µs a pin",
                        "Threads, at most",
                        "Connections"),
                rows);
    }

    private List<String> row(PortalsRun run) {
        return List.of(
                Numbers.whole(run.portals()) + (run.isUnlimited() ? ", plan=unlimited" : ""),
                Numbers.whole(run.pins()),
                Numbers.whole(run.pinsPerSecond()),
                Numbers.twoDecimals(run.pinsPerSecond() / withoutALimit.pinsPerSecond()),
                Numbers.whole(run.requests()),
                Numbers.whole(run.failed()),
                Numbers.whole(run.cpuMicros()),
                Numbers.whole(run.mostThreads()),
                Numbers.whole(run.connections()));
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
