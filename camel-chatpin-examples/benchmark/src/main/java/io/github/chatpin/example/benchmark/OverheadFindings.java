package io.github.chatpin.example.benchmark;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.BoxAndWhiskerRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.statistics.BoxAndWhiskerItem;
import org.jfree.data.statistics.DefaultBoxAndWhiskerCategoryDataset;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * What a pin cost the client.
 *
 * @param byCallers for each number of callers, what was measured
 */
record OverheadFindings(List<Runs> byCallers) implements Section {

    static final List<TimedRoute> ROUTES = List.of(TimedRoute.BY_HAND, TimedRoute.WITHOUT_LIMIT);
    private static final List<Colour> COLOURS = List.of(Colour.ORANGE, Colour.YELLOW, Colour.BLUE); // of the routes
    private static final double WIDEST = 0.1; // a box or bar, of the chart's width

    /**
     * What was measured with one number of callers. Runs of the same index were made one after the other.
     *
     * @param callers how many
     * @param costs the runs of each route
     */
    record Runs(int callers, Map<TimedRoute, List<Cost>> costs) {

        Statistics statistics(TimedRoute route, ToDoubleFunction<Cost> measure) {
            return new ListStatistics(
                    costs.get(route).stream().mapToDouble(measure).toArray());
        }

        /** Returns how many pins a second each run did for one of the route by hand beside it. */
        Statistics ratios(TimedRoute route) {
            List<Cost> byHand = costs.get(TimedRoute.BY_HAND);
            return new ListStatistics(IntStream.range(0, byHand.size())
                    .mapToDouble(run -> costs.get(route).get(run).pinsPerSecond()
                            / byHand.get(run).pinsPerSecond())
                    .toArray());
        }
    }

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String title() {
        return "Overhead: pins one after another, no throttle, no batches (medians of %d runs)"
                .formatted(byCallers.get(0).costs().get(TimedRoute.BY_HAND).size());
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Route",
                        "Callers",
                        "Pins per second",
                        "Ratio to by hand",
                        "Single runs' ratios",
                        "Bytes allocated per pin",
                        "Ratio to by hand"),
                byCallers.stream()
                        .flatMap(runs -> ROUTES.stream().map(route -> row(runs, route)))
                        .toList());
    }

    private static List<String> row(Runs runs, TimedRoute route) {
        Statistics ratios = runs.ratios(route);
        double bytes = median(runs, route, Cost::bytesPerPin);
        return List.of(
                route.label(),
                Numbers.whole(runs.callers()),
                Numbers.whole(median(runs, route, Cost::pinsPerSecond)),
                Numbers.twoDecimals(ratios.getPercentile(50)),
                Numbers.twoDecimals(ratios.getMin()) + " to " + Numbers.twoDecimals(ratios.getMax()),
                Numbers.whole(bytes),
                Numbers.twoDecimals(bytes / median(runs, TimedRoute.BY_HAND, Cost::bytesPerPin)));
    }

    private static double median(Runs runs, TimedRoute route, ToDoubleFunction<Cost> measure) {
        return runs.statistics(route, measure).getPercentile(50);
    }

    @Override
    public List<Chart> charts() {
        return List.of(throughput(), allocation());
    }

    private Chart throughput() {
        DefaultBoxAndWhiskerCategoryDataset boxes = new DefaultBoxAndWhiskerCategoryDataset();
        for (Runs runs : byCallers) {
            for (TimedRoute route : ROUTES) {
                boxes.add(
                        box(runs.statistics(route, Cost::pinsPerSecond)), route.label(), Numbers.whole(runs.callers()));
            }
        }
        BoxAndWhiskerRenderer renderer = new BoxAndWhiskerRenderer();
        renderer.setMeanVisible(false);
        renderer.setUseOutlinePaintForWhiskers(true);
        renderer.setMaximumBarWidth(WIDEST);
        return chart("overhead", "Throughput without throttle and batches", "pins per second", boxes, renderer);
    }

    private Chart allocation() {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Runs runs : byCallers) {
            for (TimedRoute route : ROUTES) {
                bars.addValue(median(runs, route, Cost::bytesPerPin), route.label(), Numbers.whole(runs.callers()));
            }
        }
        BarRenderer renderer = new BarRenderer();
        renderer.setMaximumBarWidth(WIDEST);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator(
                StandardCategoryItemLabelGenerator.DEFAULT_LABEL_FORMAT_STRING,
                NumberFormat.getIntegerInstance(Locale.ENGLISH)));
        renderer.setDefaultItemLabelsVisible(true);
        return chart("allocation", "Memory allocated by the client", "bytes per pin", bars, renderer);
    }

    private static Chart chart(
            String name, String title, String label, CategoryDataset values, CategoryItemRenderer renderer) {
        CategoryPlot plot =
                new CategoryPlot(values, new CategoryAxis("callers at the same time"), Axes.fromZero(label), renderer);
        Chart chart = new Chart(name, new JFreeChart(title, plot));
        for (int i = 0; i < ROUTES.size(); i++) {
            renderer.setSeriesPaint(i, COLOURS.get(i).paint());
        }
        return chart;
    }

    private static BoxAndWhiskerItem box(Statistics runs) {
        return new BoxAndWhiskerItem(
                runs.getMean(),
                runs.getPercentile(50),
                runs.getPercentile(25),
                runs.getPercentile(75),
                runs.getMin(),
                runs.getMax(),
                runs.getMin(),
                runs.getMax(),
                List.of());
    }
}
