package io.github.chatpin.example.benchmark.chart;

import java.util.List;

/**
 * Lines over a horizontal axis.
 *
 * @param name the name of its file
 * @param title what it shows
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 * @param series the lines; the last is on top
 */
public record LineChart(String name, String title, Axis horizontal, Axis vertical, List<Series> series)
        implements Chart {

    @Override
    public String toSvg() {
        Svg svg = new Svg(title);
        svg.legend(series.stream()
                .map(line -> new LegendEntry(line.name(), line.colour(), line.dashed()))
                .toList());
        svg.verticalAxis(vertical);
        for (double tick : horizontal.ticks()) {
            svg.text(Frame.x(horizontal.part(tick)), Frame.BOTTOM + 18, "tick", "middle", horizontal.text(tick));
        }
        svg.horizontalLabel(horizontal.label());
        for (Series line : series) {
            svg.line(line.points().stream().map(this::place).toList(), line.colour(), line.dashed());
        }
        return svg.toString();
    }

    private double[] place(Series.Point point) {
        return new double[] {Frame.x(horizontal.part(point.x())), Frame.y(vertical.part(point.y()))};
    }
}
