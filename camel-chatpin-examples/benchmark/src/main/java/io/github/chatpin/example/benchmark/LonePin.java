package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How long one pin takes while nothing else goes on: one thread sends pins one after another, in blocks of each route in
 * turn.
 */
final class LonePin {

    /**
     * A limit that is as new again before the next pin comes, a million requests a second: throttling and batches are
     * on, and each pin finds what the first one after a pause finds.
     */
    private static final String AFTER_A_PAUSE = "&throttleLimit=1000000&throttlePeriod=1000";

    private static final int WARM_UP_BLOCKS = 10;

    private final Sizes sizes;
    private final Portal portal;

    LonePin(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    LonePinFindings measure() throws Exception {
        try (RunningRoute byHand = RunningRoute.start(HandWrittenRoute.plain(portal));
                RunningRoute afterAPause = RunningRoute.start(new ChatPinRoute(portal, AFTER_A_PAUSE));
                RunningRoute unlimited = RunningRoute.start(new ChatPinRoute(portal, "&plan=unlimited"))) {
            List<RunningRoute> routes = List.of(byHand, afterAPause, unlimited);
            for (int block = 0; block < WARM_UP_BLOCKS; block++) {
                for (RunningRoute route : routes) {
                    pinBlock(route);
                }
            }
            List<List<Double>> micros = routes.stream()
                    .<List<Double>>map(route -> new ArrayList<>())
                    .toList();
            for (int block = 0; block < sizes.latencyBlocks(); block++) {
                for (int i = 0; i < routes.size(); i++) {
                    int turn = (block + i) % routes.size(); // none always follows the same other
                    micros.get(turn).addAll(pinBlock(routes.get(turn)));
                }
            }
            return new LonePinFindings(Sample.of(micros.get(0)), Sample.of(micros.get(1)), Sample.of(micros.get(2)));
        }
    }

    private List<Double> pinBlock(RunningRoute route) throws Exception {
        List<Double> micros = new ArrayList<>();
        for (int i = 0; i < sizes.latencyPins(); i++) {
            long start = System.nanoTime();
            route.pin("chat" + (i + 1));
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros;
    }
}
