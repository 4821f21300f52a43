package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.UpstreamAccount;
import java.util.List;

/**
 * Follows exchanges into the requests that carry their pins. It is called without any lock, and must be thread-safe and
 * quick. What it throws is logged and does no harm.
 */
public interface Tracing {

    /** Where nothing traces. */
    Tracing NONE = new Tracing() {
        @Override
        public Object current() {
            return null;
        }

        @Override
        public Sent begin(Request request) {
            return (status, fault) -> {};
        }
    };

    /** Returns the trace of the exchange that the calling thread hands over; {@code null} if nothing traces it. */
    Object current();

    /** Notes that the calling thread is about to send a request. */
    Sent begin(Request request);

    /**
     * A request to an upstream.
     *
     * @param platform  the platform's name
     * @param account   whose it is
     * @param method    the HTTP method
     * @param pins      how many changes it carries, 0 if it only reads
     * @param exchanges the traces of the exchanges for which it goes, each once, without those that nothing traces
     */
    record Request(String platform, UpstreamAccount account, String method, int pins, List<Object> exchanges) {}

    /** A request that has begun. */
    @FunctionalInterface
    interface Sent {

        /**
         * Notes on the thread that has sent it that it has ended.
         *
         * @param status the answer's status, 0 if there was no answer
         * @param fault  why there was none, else {@code null}
         */
        void ended(int status, Throwable fault);
    }
}
