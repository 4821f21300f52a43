package io.github.chatpin.example.benchmark;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * How long pins took in one run.
 *
 * @param medianMicros the median, in microseconds
 * @param p99Micros what one in a hundred exceeded, in microseconds
 */
record PinTime(double medianMicros, double p99Micros) {

    static PinTime of(RunResult run) {
        Statistics micros = run.getPrimaryResult().getStatistics();
        return new PinTime(micros.getPercentile(50), micros.getPercentile(99));
    }
}
