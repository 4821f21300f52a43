package io.github.chatpin.example.benchmark.chart;

import java.util.List;

/**
 * The bars of one colour, one in each group.
 *
 * @param name what they show
 * @param colour what they are drawn in
 * @param values their heights, in the order of the groups
 */
public record Bars(String name, Colour colour, List<Value> values) {

    /**
     * The height of a bar.
     *
     * @param value the height
     * @param text how it is written
     * @param low where the range of what was measured begins
     * @param high where it ends
     */
    public record Value(double value, String text, double low, double high) {

        /**
         * Makes the height of a bar that was measured once.
         *
         * @param value the height
         * @param text how it is written
         */
        public Value(double value, String text) {
            this(value, text, value, value);
        }
    }
}
