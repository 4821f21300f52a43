package io.github.chatpin.camel.http;

import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.io.IOException;

/** Carries requests to an upstream. Thread-safe; it lives as long as anyone holds it. */
public interface Transport {

    /**
     * Sends one request and reads its answer, on the calling thread.
     *
     * @throws StaleConnectionException if it went over a connection that the server had closed
     * @throws IOException              if there was no whole answer within the timeout
     */
    UpstreamAnswer send(UpstreamRequest request) throws IOException;

    /**
     * Sends one request as {@link #send} does, but on a new connection.
     *
     * @throws IOException if there was no whole answer within the timeout; never a {@link StaleConnectionException}
     */
    UpstreamAnswer sendAnew(UpstreamRequest request) throws IOException;

    /** Returns what tells transports apart that carry requests differently; equal where they carry them alike. */
    Object settings();

    /** Returns the slots for requests to the account's upstream. A request that goes has one. */
    HostSlots slots();

    /** Returns the slots for requests to authorization servers. A request that goes has one. */
    HostSlots renewalSlots();

    /** Keeps the transport open until {@link #release}; returns false if it is closed, and stays so. */
    boolean tryHold();

    /** Lets go of the transport; the last one closes it. */
    void release();

    /** Closes the transport now: requests in flight end with an exception. */
    void close();
}
