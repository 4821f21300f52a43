package io.github.chatpin.example.board;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** Pins and unpins by hand every now and then, so that there is something to see. */
final class SomebodyElse extends RouteBuilder {

    private static final String NIGHT_SHIFT = "120363041234567890@g.us";

    private final List<Runnable> deeds;
    private final long period;
    private int next; // on the timer's thread

    /** Does something once in each period, in milliseconds. */
    SomebodyElse(StandIns standIns, long period) {
        this.period = period;
        deeds = List.of(
                () -> standIns.pin("chat2041", true),
                () -> standIns.gateway().pinByHand(NIGHT_SHIFT),
                () -> standIns.pin("chat88", false),
                () -> standIns.pin("chat2041", false),
                () -> standIns.gateway().unpinByHand(NIGHT_SHIFT),
                () -> standIns.pin("chat88", true));
    }

    @Override
    public void configure() {
        onException(IllegalStateException.class).handled(true); // the phone has as many pins as it can
        from("timer:somebody-else?delay=%d&period=%d".formatted(period, period))
                .routeId("somebody-else")
                .process(exchange -> deeds.get(next++ % deeds.size()).run());
    }
}
