package io.github.chatpin.example.benchmark;

import java.util.List;

/**
 * How much is measured.
 *
 * @param drainPins pins at once through each route
 * @param drainManyPins pins at once through the component alone
 * @param overheadRuns runs of each route and number of callers
 * @param overheadPins pins in a run
 * @param latencyBlocks blocks of lone pins of each route
 * @param latencyPins pins in a block
 * @param parkedPins for each step, how many exchanges wait
 * @param portals how many portals there are at once
 * @param steadySeconds how long the steady load lasts
 * @param steadyPerSecond pins a second of the steady load
 */
record Sizes(
        int drainPins,
        int drainManyPins,
        int overheadRuns,
        int overheadPins,
        int latencyBlocks,
        int latencyPins,
        List<Integer> parkedPins,
        int portals,
        int steadySeconds,
        int steadyPerSecond) {

    /** Returns what the documentation shows; it takes some minutes. */
    static Sizes full() {
        return new Sizes(200, 1000, 21, 20_000, 50, 200, List.of(1_000, 10_000), 1_000, 60, 80);
    }

    /** Returns just enough to see that everything works; it takes some seconds. */
    static Sizes quick() {
        return new Sizes(8, 100, 3, 80, 3, 40, List.of(100, 200), 20, 2, 80);
    }
}
