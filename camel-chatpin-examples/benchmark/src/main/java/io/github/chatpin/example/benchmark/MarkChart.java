package io.github.chatpin.example.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.general.DatasetUtils;

/** Marks above steps, on a vertical axis on which each number is ten times the one before. Not thread-safe. */
final class MarkChart {

    private final String title;
    private final String horizontal;
    private final String vertical;
    private final DefaultCategoryDataset values = new DefaultCategoryDataset();
    private final Map<String, Colour> colours = new LinkedHashMap<>();
    private final boolean joined;

    /** @param joined whether a line joins the marks of a colour */
    MarkChart(String title, String horizontal, String vertical, boolean joined) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.joined = joined;
    }

    /** Adds a mark; a step that is new comes after the others. */
    MarkChart mark(String what, Colour colour, String step, double value) {
        colours.put(what, colour);
        values.addValue(value, what, step);
        return this;
    }

    Chart named(String name) {
        CategoryAxis steps = new CategoryAxis(horizontal);
        steps.setMaximumCategoryLabelLines(2);
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(joined, true);
        CategoryPlot plot = new CategoryPlot(
                values, steps, Axes.logarithmic(vertical, DatasetUtils.findRangeBounds(values)), renderer);
        plot.setDomainGridlinesVisible(true);
        Chart chart = new Chart(name, new JFreeChart(title, plot));
        colours.forEach((what, colour) -> renderer.setSeriesPaint(values.getRowIndex(what), colour.paint()));
        return chart;
    }
}
