package io.github.chatpin.example.benchmark;

import org.openjdk.jmh.results.RunResult;

/**
 * What pins cost in one run.
 *
 * @param pinsPerSecond how many were done a second
 * @param bytesPerPin how much the threads of the run's JVM allocated for each
 */
record Cost(double pinsPerSecond, double bytesPerPin) {

    // Of JMH's profiler, which counts all threads but its own: callers, and the pools of Camel and the component.
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    static Cost of(RunResult run) {
        return new Cost(
                run.getPrimaryResult().getScore(),
                run.getSecondaryResults().get(BYTES_PER_OPERATION).getScore());
    }
}
