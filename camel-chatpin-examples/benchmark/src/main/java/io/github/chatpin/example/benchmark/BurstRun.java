package io.github.chatpin.example.benchmark;

import java.util.List;

/**
 * What became of pins that came all at once.
 *
 * @param name the route that they took
 * @param doneAfterSeconds for each pin, how long after the first was sent it had ended, in ascending order
 * @param failed how many failed
 * @param traffic what arrived at the portal
 */
record BurstRun(String name, List<Double> doneAfterSeconds, int failed, Traffic traffic) {

    BurstRun {
        doneAfterSeconds = doneAfterSeconds.stream().sorted().toList();
    }

    int pins() {
        return doneAfterSeconds.size();
    }

    /** Returns when the last pin had ended. */
    double seconds() {
        return doneAfterSeconds.get(doneAfterSeconds.size() - 1);
    }
}
