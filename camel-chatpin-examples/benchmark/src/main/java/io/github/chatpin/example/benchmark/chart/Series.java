package io.github.chatpin.example.benchmark.chart;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param name what it shows
 * @param colour what it is drawn in
 * @param dashed whether it is something that was not measured
 * @param points from left to right
 */
public record Series(String name, Colour colour, boolean dashed, List<Point> points) {

    /**
     * A point of a line.
     *
     * @param x the value on the horizontal axis
     * @param y the value on the vertical axis
     */
    public record Point(double x, double y) {}
}
