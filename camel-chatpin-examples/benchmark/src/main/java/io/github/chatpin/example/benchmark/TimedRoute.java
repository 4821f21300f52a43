package io.github.chatpin.example.benchmark;

import java.util.function.Function;
import org.apache.camel.RoutesBuilder;

/** The routes that {@link PinBenchmark} sends pins through. */
public enum TimedRoute {
    /** Written by hand. */
    BY_HAND("by hand", HandWrittenRoute::plain),
    /** The component without limit and batches. */
    WITHOUT_LIMIT("chatpin", portal -> new ChatPinRoute(portal, "&throttle=false&batchSize=1")),
    /**
     * The component with a limit that is as new again before the next pin comes, a million requests a second:
     * throttling and batches are on, and each pin finds what the first one after a pause finds.
     */
    AFTER_A_PAUSE("chatpin", portal -> new ChatPinRoute(portal, "&throttleLimit=1000000&throttlePeriod=1000")),
    /** The component on a portal without a limit. */
    UNLIMITED("chatpin, plan=unlimited", portal -> new ChatPinRoute(portal, "&plan=unlimited"));

    private final String label;
    private final Function<Portal, RoutesBuilder> route;

    TimedRoute(String label, Function<Portal, RoutesBuilder> route) {
        this.label = label;
        this.route = route;
    }

    /** Returns how tables and charts call it. */
    String label() {
        return label;
    }

    RoutesBuilder to(Portal portal) {
        return route.apply(portal);
    }
}
