package io.github.chatpin.camel.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The way of one request over a connection: whether that was kept from an earlier request, and whether anything came
 * back over it. For one thread.
 */
final class Passage extends HttpClientContext {

    private final boolean anew;
    private boolean kept;
    private EndpointDetails connection; // null until the request is about to be written
    private long receivedBefore;

    /**
     * @param shared what the user's HTTP component gives all requests, or {@code null}
     * @param anew   whether a connection that was kept is of no use
     */
    Passage(HttpContext shared, boolean anew) {
        super(shared);
        this.anew = anew;
    }

    /** Lets requests with a passage choose their connection. */
    static void addTo(HttpClientBuilder builder) {
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), Passage.class.getName(), Passage::begin);
    }

    private static ClassicHttpResponse begin(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (scope.clientContext instanceof Passage passage && !scope.execRuntime.isEndpointAcquired()) {
            passage.lease(scope);
        }
        return chain.proceed(request, scope); // which connects what is not yet
    }

    private void lease(ExecChain.Scope scope) throws IOException {
        ExecRuntime runtime = scope.execRuntime;
        runtime.acquireEndpoint(scope.exchangeId, scope.route, getUserToken(), this);
        while (anew && runtime.isEndpointConnected()) { // where one is closed, those kept beside it may be, too
            runtime.discardEndpoint();
            runtime.acquireEndpoint(scope.exchangeId, scope.route, getUserToken(), this);
        }
        kept = runtime.isEndpointConnected();
    }

    /** Called by HttpClient before it writes a request. */
    @Override
    public void setEndpointDetails(EndpointDetails details) {
        super.setEndpointDetails(details);
        connection = details;
        receivedBefore = details == null ? 0 : details.getReceivedBytesCount();
    }

    /**
     * Returns whether the connection was kept, and nothing has come over it since the request was written: an answer that
     * is there all the same was sent before, as a proxy's 408 when it closes what was idle for too long.
     */
    boolean isStale() {
        return kept && connection != null && connection.getReceivedBytesCount() == receivedBefore;
    }

    /** Returns whether a request failed because its connection was closed; one that was too slow did not. */
    boolean isStaleAfter(Exception failure) {
        return failure instanceof IOException && !(failure instanceof InterruptedIOException) && isStale();
    }
}
