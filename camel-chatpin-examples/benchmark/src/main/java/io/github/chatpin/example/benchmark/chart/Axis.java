package io.github.chatpin.example.benchmark.chart;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis from zero to a round number.
 *
 * @param label what it shows, with the unit
 * @param step the distance between two of its numbers
 * @param steps how many such distances it has
 */
public record Axis(String label, double step, int steps) {

    private static final int FEWEST_STEPS = 4;

    /**
     * {@return an axis that is long enough}
     *
     * @param label what it shows, with the unit
     * @param most the largest value that it has to hold
     */
    public static Axis upTo(String label, double most) {
        double atMost = most <= 0 ? 1 : most;
        double magnitude = Math.pow(10, Math.floor(Math.log10(atMost / FEWEST_STEPS)));
        double step = DoubleStream.of(5, 2, 1)
                .map(factor -> factor * magnitude)
                .filter(candidate -> candidate <= atMost / FEWEST_STEPS)
                .findFirst()
                .orElse(magnitude);
        return new Axis(label, step, (int) Math.ceil(atMost / step));
    }

    double end() {
        return step * steps;
    }

    /** Returns which part of the axis, 0 to 1, lies before a value. */
    double part(double value) {
        return value / end();
    }

    double[] ticks() {
        return IntStream.rangeClosed(0, steps).mapToDouble(i -> i * step).toArray();
    }

    String text(double tick) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", tick);
    }
}
