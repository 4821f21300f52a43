package io.github.chatpin.example.javadsl;

import org.apache.camel.builder.RouteBuilder;

/** Where {@link FailureHandling} sends messages. In earnest, queues would follow here. */
final class FailureRoutes extends RouteBuilder {

    private final PinReport report;

    FailureRoutes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        from(FailureHandling.DEAD_LETTER).process(exchange -> report.notDone(exchange, "dead letter"));
        from(FailureHandling.NO_ROOM).process(exchange -> report.notDone(exchange, "unpin one first"));
        from(FailureHandling.TRY_LATER).process(exchange -> report.notDone(exchange, "try later"));
        from(FailureHandling.BULK_FAILED).process(report::bulkNotDone);
    }
}
