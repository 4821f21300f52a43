package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What a pin costs the client: callers send one pin after another, with neither throttle nor batches, through the route
 * written by hand and through the component in turn.
 */
final class Overhead {

    private static final List<Integer> CALLERS = List.of(1, 8);

    private final Sizes sizes;
    private final Portal portal;

    Overhead(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    OverheadFindings measure() throws RunnerException {
        List<OverheadFindings.Runs> findings = new ArrayList<>();
        for (int callers : CALLERS) {
            findings.add(measure(callers));
        }
        return new OverheadFindings(findings);
    }

    private OverheadFindings.Runs measure(int callers) throws RunnerException {
        Map<TimedRoute, List<Cost>> costs = new EnumMap<>(TimedRoute.class);
        for (int round = 0; round < sizes.overheadRounds(); round++) {
            for (TimedRoute route : OverheadFindings.ROUTES) {
                costs.computeIfAbsent(route, first -> new ArrayList<>())
                        .add(new PinRun(route, portal, sizes.overheadRun()).cost(callers));
            }
        }
        return new OverheadFindings.Runs(callers, costs);
    }
}
