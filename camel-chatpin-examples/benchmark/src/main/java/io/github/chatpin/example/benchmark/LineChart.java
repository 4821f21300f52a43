package io.github.chatpin.example.benchmark;

import java.awt.BasicStroke;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines over a horizontal axis, the one that was added last on top. Not thread-safe. */
final class LineChart {

    private static final Stroke MEASURED = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final Stroke CALCULATED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

    private final String title;
    private final ValueAxis horizontal;
    private final ValueAxis vertical;
    private final XYSeriesCollection lines = new XYSeriesCollection();
    private final List<Colour> colours = new ArrayList<>();
    private final List<Stroke> strokes = new ArrayList<>();

    LineChart(String title, ValueAxis horizontal, ValueAxis vertical) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** Returns points of a line, to be filled from left to right. */
    static XYSeries line(String name) {
        return new XYSeries(name, false);
    }

    /** Adds a line of something that was measured. */
    LineChart measured(XYSeries line, Colour colour) {
        return add(line, colour, MEASURED);
    }

    /** Adds a dashed line of something that was not measured. */
    LineChart calculated(XYSeries line, Colour colour) {
        return add(line, colour, CALCULATED);
    }

    private LineChart add(XYSeries line, Colour colour, Stroke stroke) {
        lines.addSeries(line);
        colours.add(colour);
        strokes.add(stroke);
        return this;
    }

    Chart named(String name) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true); // else each piece of a line is an element of the document
        XYPlot plot = new XYPlot(lines, horizontal, vertical, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        Chart chart = new Chart(name, new JFreeChart(title, plot));
        for (int i = 0; i < colours.size(); i++) {
            renderer.setSeriesPaint(i, colours.get(i).paint());
            renderer.setSeriesStroke(i, strokes.get(i));
        }
        return chart;
    }
}
