package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what traces, which can harm no pin. Thread-safe. */
final class Traces {

    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    private final Tracing tracing;

    Traces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Sends a request. */
    interface Sending {
        UpstreamAnswer send() throws IOException;
    }

    /** Returns the trace of the exchange that the calling thread hands over; {@code null} if there is none. */
    Object current() {
        try {
            return tracing.current();
        } catch (Throwable e) { // no pin may be lost over it, not even where a class is missing
            LOG.warn("{} failed", tracing.getClass().getName(), e);
            return null;
        }
    }

    /** Has a request sent on the calling thread, as part of its exchanges' traces. */
    UpstreamAnswer follow(Tracing.Request request, Sending sending) throws IOException {
        Tracing.Sent sent = begin(request);
        try {
            UpstreamAnswer answer = sending.send();
            end(sent, answer.status(), null);
            return answer;
        } catch (Throwable e) {
            end(sent, 0, e);
            throw e;
        }
    }

    private Tracing.Sent begin(Tracing.Request request) {
        try {
            return tracing.begin(request);
        } catch (Throwable e) {
            LOG.warn("{} failed", tracing.getClass().getName(), e);
            return Tracing.NONE.begin(request);
        }
    }

    private void end(Tracing.Sent sent, int status, Throwable fault) {
        try {
            sent.ended(status, fault);
        } catch (Throwable e) {
            LOG.warn("{} failed", tracing.getClass().getName(), e);
        }
    }
}
