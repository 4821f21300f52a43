package io.github.chatpin.example.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Measured values in ascending order. Immutable.
 *
 * @param sorted the values, at least one
 */
record Sample(List<Double> sorted) {

    Sample {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("A sample needs a value");
        }
        sorted = sorted.stream().sorted().toList();
    }

    static Sample of(Collection<Double> values) {
        return new Sample(List.copyOf(values));
    }

    static Sample of(double... values) {
        return new Sample(Arrays.stream(values).boxed().toList());
    }

    double median() {
        return percentile(50);
    }

    double min() {
        return sorted.get(0);
    }

    double max() {
        return sorted.get(sorted.size() - 1);
    }

    /** Returns the smallest value that the given percentage of the values does not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }
}
