package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What a pin costs the client: callers send one pin after another, with neither throttle nor batches, through the route
 * written by hand and through the component in turn.
 */
final class Overhead {

    private static final List<Integer> CALLERS = List.of(1, 8);
    private static final int WARM_UP_RUNS = 3;

    private final Sizes sizes;
    private final Portal portal;

    Overhead(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    OverheadFindings measure() throws Exception {
        try (RunningRoute byHand = RunningRoute.start(HandWrittenRoute.plain(portal));
                RunningRoute inHeader = RunningRoute.start(HandWrittenRoute.withMethodInHeader(portal));
                RunningRoute chatPin = RunningRoute.start(new ChatPinRoute(portal, "&throttle=false&batchSize=1"))) {
            List<OverheadFindings.Runs> findings = new ArrayList<>();
            for (int callers : CALLERS) {
                List<List<Cost>> costs = measure(callers, List.of(byHand, inHeader, chatPin));
                findings.add(new OverheadFindings.Runs(callers, costs.get(0), costs.get(1), costs.get(2)));
            }
            return new OverheadFindings(findings);
        }
    }

    private List<List<Cost>> measure(int callers, List<RunningRoute> routes) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try {
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                for (RunningRoute route : routes) {
                    run(executor, callers, route);
                }
            }
            List<List<Cost>> costs =
                    routes.stream().<List<Cost>>map(route -> new ArrayList<>()).toList();
            for (int i = 0; i < sizes.overheadRuns(); i++) {
                for (int j = 0; j < routes.size(); j++) {
                    int turn = (i + j) % routes.size(); // none always comes first
                    costs.get(turn).add(run(executor, callers, routes.get(turn)));
                }
            }
            return costs;
        } finally {
            executor.shutdownNow();
        }
    }

    private Cost run(ExecutorService executor, int callers, RunningRoute route) throws Exception {
        int pinsOfEach = sizes.overheadPins() / callers;
        List<Callable<Void>> work = IntStream.range(0, callers)
                .<Callable<Void>>mapToObj(caller -> () -> pin(route, caller, pinsOfEach))
                .toList();
        AllocatedBytes before = AllocatedBytes.now();
        long start = System.nanoTime();
        for (Future<Void> end : executor.invokeAll(work)) {
            end.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int pins = pinsOfEach * callers;
        return new Cost(pins / seconds, (double) AllocatedBytes.now().since(before) / pins);
    }

    private static Void pin(RunningRoute route, int caller, int pins) throws Exception {
        for (int i = 0; i < pins; i++) {
            route.pin("chat" + (caller * pins + i + 1));
        }
        return null;
    }
}
