package io.github.chatpin.example.benchmark;

import java.util.List;
import org.jfree.data.xy.XYSeries;

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
                Numbers.oneDecimal(run.seconds()),
                Numbers.whole(run.traffic().requests()),
                Numbers.whole(run.traffic().rejected()),
                Numbers.whole(run.failed()));
    }

    @Override
    public List<Chart> charts() {
        double longest = Math.max(steadyByHand.seconds(), Math.max(blocksByHand.seconds(), singles.seconds()));
        return List.of(new LineChart(
                        "Pins done after %s were handed over at once".formatted(Numbers.whole(batches.pins())),
                        Axes.fromZero("seconds"),
                        Axes.fromZero("pins done"))
                .calculated(limit(longest), Colour.GREY)
                .measured(line(steadyByHand, longest), Colour.YELLOW)
                .measured(line(blocksByHand, longest), Colour.ORANGE)
                .measured(line(singles, longest), Colour.GREEN)
                .measured(line(batches, longest), Colour.BLUE)
                .named("drain"));
    }

    /** What could be done at best with one request for each pin. */
    private XYSeries limit(double longest) {
        double pins = batches.pins();
        double atOnce = Math.min(pins, LIMIT_AT_ONCE);
        double allAfter = Math.min(longest, (pins - atOnce) / LIMIT_PER_SECOND);
        double most = atOnce + LIMIT_PER_SECOND * allAfter;
        XYSeries limit = LineChart.line("the limit, one pin a request");
        limit.add(0, 0);
        limit.add(0, atOnce);
        limit.add(allAfter, most);
        limit.add(longest, most);
        return limit;
    }

    private static XYSeries line(BurstRun run, double longest) {
        XYSeries line = LineChart.line(run.name());
        line.add(0, 0);
        int done = 0;
        for (double seconds : run.doneAfterSeconds()) {
            line.add(seconds, done);
            done++;
            line.add(seconds, done);
        }
        line.add(longest, done);
        return line;
    }
}
