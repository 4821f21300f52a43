package io.github.chatpin.example.benchmark;

import io.github.chatpin.example.benchmark.chart.Axis;
import io.github.chatpin.example.benchmark.chart.Chart;
import io.github.chatpin.example.benchmark.chart.Colour;
import io.github.chatpin.example.benchmark.chart.LineChart;
import io.github.chatpin.example.benchmark.chart.Series;
import io.github.chatpin.example.benchmark.chart.Series.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a burst took.
 *
 * @param steadyByHand with Throttle EIP, as many a second as the limit recovers
 * @param blocksByHand with Throttle EIP, as many as the limit holds and then none until it is as new
 * @param singles the component without batches
 * @param batches the component as it comes
 * @param more the same with more pins
 */
record DrainFindings(BurstRun steadyByHand, BurstRun blocksByHand, BurstRun singles, BurstRun batches, BurstRun more)
        implements Section {

    // The standard plan's, as the portal counts: it holds 50 requests and loses 2 a second
    private static final double LIMIT_AT_ONCE = 50;
    private static final double LIMIT_PER_SECOND = 2;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String title() {
        return "A burst: pins handed over at once, standard plan";
    }

    @Override
    public Table table() {
        return new Table(
                List.of("Route", "Pins", "All done after, s", "Requests", "Rejected", "Pins failed"),
                List.of(row(steadyByHand), row(blocksByHand), row(singles), row(batches), row(more)));
    }

    private static List<String> row(BurstRun run) {
        return List.of(
                run.name(),
                Numbers.whole(run.pins()),
                Numbers.oneDecimal(run.doneAfterSeconds().max()),
                Numbers.whole(run.traffic().requests()),
                Numbers.whole(run.traffic().rejected()),
                Numbers.whole(run.failed()));
    }

    @Override
    public List<Chart> charts() {
        double longest = Math.max(
                steadyByHand.doneAfterSeconds().max(),
                Math.max(
                        blocksByHand.doneAfterSeconds().max(),
                        singles.doneAfterSeconds().max()));
        return List.of(new LineChart(
                "drain",
                "Pins done after %s were handed over at once".formatted(Numbers.whole(batches.pins())),
                Axis.upTo("seconds", longest),
                Axis.upTo("pins done", batches.pins()),
                List.of(
                        limit(longest),
                        series(steadyByHand, Colour.YELLOW, longest),
                        series(blocksByHand, Colour.ORANGE, longest),
                        series(singles, Colour.GREEN, longest),
                        series(batches, Colour.BLUE, longest))));
    }

    /** What could be done at best with one request for each pin. */
    private Series limit(double longest) {
        double pins = batches.pins();
        double atOnce = Math.min(pins, LIMIT_AT_ONCE);
        double allAfter = Math.min(longest, (pins - atOnce) / LIMIT_PER_SECOND);
        return new Series(
                "the limit, one pin a request",
                Colour.GREY,
                true,
                List.of(
                        new Point(0, 0),
                        new Point(0, atOnce),
                        new Point(allAfter, atOnce + LIMIT_PER_SECOND * allAfter),
                        new Point(longest, atOnce + LIMIT_PER_SECOND * allAfter)));
    }

    private static Series series(BurstRun run, Colour colour, double longest) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        int done = 0;
        for (double seconds : run.doneAfterSeconds().sorted()) {
            points.add(new Point(seconds, done));
            done++;
            points.add(new Point(seconds, done));
        }
        points.add(new Point(longest, done));
        return new Series(run.name(), colour, false, points);
    }
}
