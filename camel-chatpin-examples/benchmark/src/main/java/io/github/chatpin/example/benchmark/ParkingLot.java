package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;

/** Lets exchanges wait in a plain list, which is the least that waiting can cost. Not thread-safe. */
final class ParkingLot extends AsyncProcessorSupport {

    private final List<AsyncCallback> parked = new ArrayList<>();

    /** Returns a route that ends here. */
    RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(RunningRoute.URI).process(ParkingLot.this);
            }
        };
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        parked.add(callback);
        return false;
    }

    void letGo() {
        parked.forEach(callback -> callback.done(false));
        parked.clear();
    }
}
