package io.github.chatpin.example.benchmark;

import java.util.List;

/**
 * How much is measured.
 *
 * @param drainPins pins at once through each route
 * @param drainManyPins pins at once through the component alone
 * @param steadySeconds how long the steady load lasts
 * @param steadyPerSecond pins a second of the steady load
 * @param crowdPins pins of each crowd of callers
 * @param overheadRun how long a run of callers takes, in a JVM of its own
 * @param overheadRounds runs of each route and number of callers
 * @param lonePinRun how long a run of lone pins, or of pins at once, takes
 * @param lonePinRounds runs of each route's lone pins, and of its pins at once
 * @param waitingPins for each step, how many pins wait
 * @param growthRuns how often each of these steps is measured
 * @param accounts for each step, how many accounts there are
 * @param timedPins how many pins of accounts are timed; at least one of each account
 * @param portals for each step, how many portals one endpoint pins in
 * @param portalPins how many pins are handed over for them
 * @param mostPinsOfAPortal fewer, where there would be more for each portal than its limit permits at once
 * @param portalRounds how often each of these steps is measured
 * @param standInStarts how often the stand-ins' jar is started
 */
record Sizes(
        int drainPins,
        int drainManyPins,
        int steadySeconds,
        int steadyPerSecond,
        int crowdPins,
        PinRun.Length overheadRun,
        int overheadRounds,
        PinRun.Length lonePinRun,
        int lonePinRounds,
        List<Integer> waitingPins,
        int growthRuns,
        List<Integer> accounts,
        int timedPins,
        List<Integer> portals,
        int portalPins,
        int mostPinsOfAPortal,
        int portalRounds,
        int standInStarts) {

    /** Returns what the documentation shows; it takes some minutes. */
    static Sizes full() {
        return new Sizes(
                200,
                1_000,
                60,
                80,
                1_200,
                new PinRun.Length(45_000, 4, 1_000), // 8 callers leave the compiler little of two cores
                3,
                new PinRun.Length(15_000, 4, 1_000),
                2,
                List.of(10, 100, 1_000, 10_000),
                7,
                List.of(1, 10, 100, 1_000),
                1_000,
                List.of(1, 100, 1_000, 10_000),
                100_000,
                2_000,
                3,
                5);
    }

    /** Returns just enough to see that everything works; no crowd has to wait for permits. */
    static Sizes quick() {
        PinRun.Length run = new PinRun.Length(10, 1, 100);
        return new Sizes(
                8,
                100,
                2,
                80,
                40,
                run,
                1,
                run,
                1,
                List.of(10, 100),
                1,
                List.of(1, 10, 20),
                20,
                List.of(1, 10),
                200,
                50,
                1,
                1);
    }

    int mostAccounts() {
        return accounts.get(accounts.size() - 1);
    }
}
