package io.github.chatpin.example.board;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** Pins and unpins in the stand-ins, as users do by hand, so that there is something to see. */
final class ChangesByHand extends RouteBuilder {

    private static final String NIGHT_SHIFT = "120363041234567890@g.us";

    private final List<Runnable> changes;
    private final long period;
    private int next; // on the timer's thread

    /** Makes one change in each period, in milliseconds. */
    ChangesByHand(StandIns standIns, long period) {
        this.period = period;
        changes = List.of(
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
        from("timer:changes-by-hand?delay=%d&period=%d".formatted(period, period))
                .routeId("changes-by-hand")
                .process(exchange -> changes.get(next++ % changes.size()).run());
    }
}
