package io.github.chatpin.example.benchmark;

/**
 * What became of pins that came all at once.
 *
 * @param name the route that they took
 * @param doneAfterSeconds for each pin, how long after the first was sent it had ended
 * @param failed how many failed
 * @param traffic what arrived at the portal
 */
record BurstRun(String name, Sample doneAfterSeconds, int failed, Traffic traffic) {

    int pins() {
        return doneAfterSeconds.sorted().size();
    }
}
