package io.github.chatpin.camel.http;

import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.Timekeeper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Sends requests with the HTTP client that camel-http makes, so that TLS, proxies and pools are those that the user
 * configured there. Its producer is not used: it logs the address at DEBUG, and a Bitrix24 webhook's secret is part of
 * that.
 *
 * <p>Thread-safe. Lives as long as anyone holds it: the endpoint while it is started, and each exchange that it serves,
 * so that an endpoint can be stopped without cutting off what it still has to send.
 */
public final class HttpTransport implements Transport {

    /** The longest answer that is read, in bytes; fifty pins in a batch answer with some 20 KB. */
    static final int MAX_ANSWER_BYTES = 1 << 20;

    private static final ContentCoding CODING = new ContentCoding(MAX_ANSWER_BYTES);

    /** The requests beside those with pins: a health check's, and a renewal's, which may go to the same host. */
    private static final long BESIDES = 2;

    private static final String CONTENT_ENCODING = "content-encoding";

    private final HttpEndpoint endpoint;
    private final HttpClient client;
    private final Settings settings;
    private final Timekeeper time;
    private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger holders = new AtomicInteger(1);

    private volatile boolean closed;

    private HttpTransport(HttpEndpoint endpoint, Settings settings, Timekeeper time) {
        this.endpoint = endpoint;
        this.client = endpoint.getHttpClient();
        this.settings = settings;
        this.time = time;
    }

    private record Settings(HttpComponent component, Bounds bounds) {}

    /**
     * What requests keep to.
     *
     * @param connectTimeoutMillis how long it may take to connect
     * @param requestTimeoutMillis how long it may take until the answer has ended, the wait for a connection included
     * @param maxInFlight          how many requests may be in flight, besides those that do not carry pins
     */
    public record Bounds(long connectTimeoutMillis, long requestTimeoutMillis, int maxInFlight) {}

    /**
     * Opens a transport that the caller holds.
     *
     * @param component the user's HTTP component, or {@code null} for the context's own of the address's scheme
     * @param address   where most requests go
     * @param time      calls back when a request has lasted for {@code requestTimeoutMillis}, however far it has come
     */
    public static HttpTransport open(
            CamelContext context, HttpComponent component, URI address, Bounds bounds, Timekeeper time)
            throws Exception {
        HttpComponent http =
                component != null ? component : context.getComponent(address.getScheme(), HttpComponent.class);
        if (http.getCamelContext() == null) {
            http.setCamelContext(context);
        }
        ServiceHelper.initService(http);
        HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(uri(http, address, bounds));
        HttpClientConfigurer configurer = endpoint.getHttpClientConfigurer();
        endpoint.setHttpClientConfigurer(builder -> {
            if (configurer != null) {
                configurer.configureHttpClient(builder);
            }
            keepToOneRequest(builder);
            Passage.addTo(builder);
        });
        // A listener would be shown, and the logging one would print, what a secret is part of.
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpActivityListener(null);
        ServiceHelper.startService(endpoint);
        return new HttpTransport(endpoint, new Settings(http, bounds), time);
    }

    private static String uri(HttpComponent http, URI address, Bounds bounds) {
        HttpComponent untouched = new HttpComponent();
        long needed = bounds.maxInFlight() + BESIDES;
        return ("%s?connectTimeout=%d&connectionRequestTimeout=%d&responseTimeout=%d&soTimeout=%d"
                        + "&connectionsPerRoute=%d&maxTotalConnections=%d")
                .formatted(
                        address,
                        bounds.connectTimeoutMillis(),
                        bounds.requestTimeoutMillis(),
                        bounds.requestTimeoutMillis(),
                        bounds.requestTimeoutMillis(),
                        connections(http.getConnectionsPerRoute(), untouched.getConnectionsPerRoute(), needed),
                        connections(http.getMaxTotalConnections(), untouched.getMaxTotalConnections(), needed));
    }

    // What the user has set stays: it may be what a proxy or the host permits.
    private static long connections(int configured, int byDefault, long needed) {
        return configured == byDefault ? Math.min(Math.max(needed, configured), Integer.MAX_VALUE) : configured;
    }

    // HttpClient would sleep on Retry-After and send again on its own, and follow a redirect with the credential. Of an
    // answer whose encoding is not the one it claims it would not even tell the status.
    private static void keepToOneRequest(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression();
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws IOException {
        return send(request, new Passage(endpoint.getHttpContext(), false));
    }

    @Override
    public UpstreamAnswer sendAnew(UpstreamRequest request) throws IOException {
        return send(request, new Passage(endpoint.getHttpContext(), true));
    }

    private UpstreamAnswer send(UpstreamRequest request, Passage passage) throws IOException {
        URI uri = request.uri();
        HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), uri);
        request.headers().forEach(http::setHeader);
        http.setHeader("Accept", "application/json");
        http.setHeader("Accept-Encoding", ContentCoding.ACCEPTED);
        if (request.body() != null) {
            http.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        // The client's own timeout is for each read: an answer that drips would never end.
        AtomicBoolean isLate = new AtomicBoolean();
        Timekeeper.Alarm deadline = time.after(Duration.ofMillis(settings.bounds.requestTimeoutMillis()), () -> {
            isLate.set(true);
            http.abort();
        });
        underWay.add(http);
        if (closed) {
            http.abort();
        }
        try {
            return client.execute(host, http, passage, response -> {
                refuseAProxysAnswer(uri, response.getCode(), passage);
                return read(response, passage, http);
            });
        } catch (IOException | RuntimeException e) { // the latter where the connection is gone before its use
            if (isLate.get()) {
                throw (IOException) new SocketTimeoutException("The answer did not end in time").initCause(e);
            }
            if (closed) {
                throw new IOException("The HTTP client was closed", e);
            }
            if (passage.isStaleAfter(e)) {
                throw new StaleConnectionException(e);
            }
            throw e;
        } finally {
            deadline.cancel();
            underWay.remove(http);
        }
    }

    /**
     * Where a proxy does not open the way to a host, HttpClient gives what the proxy says as if the host had said it: an
     * answer to an encrypted request that was not encrypted itself. A demand for credentials tells whose it is.
     */
    private static void refuseAProxysAnswer(URI uri, int status, Passage passage) throws IOException {
        RouteInfo route = passage.getHttpRoute(); // unknown before the way is open
        boolean isOpen = passage.getSSLSession() != null || route != null && !route.isTunnelled();
        if (uri.getScheme().equals("https") && !isOpen && StatusKind.of(status) != StatusKind.PROXY) {
            throw new IOException("A proxy opened no way to the host (status " + status + ")");
        }
    }

    private static UpstreamAnswer read(ClassicHttpResponse response, Passage passage, HttpUriRequestBase http)
            throws IOException {
        if (passage.isStale()) {
            http.abort(); // or the next request would be given this one's answer
            throw new IOException("The answer, status %d, was sent before the request".formatted(response.getCode()));
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (name.equals(CONTENT_ENCODING)) { // which may be told in parts
                headers.merge(name, header.getValue(), (first, next) -> first + ", " + next);
            } else {
                headers.put(name, header.getValue());
            }
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(mostBytes(entity));
        if (body.length > MAX_ANSWER_BYTES) {
            http.abort(); // or closing the answer would read the rest of it
            throw new IOException("The answer is longer than " + MAX_ANSWER_BYTES + " bytes");
        }
        return new UpstreamAnswer(response.getCode(), headers, CODING.decode(body, headers.get("content-encoding")));
    }

    // One more than there may be, to see that there are no more. The buffer is not larger than what is announced.
    private static int mostBytes(HttpEntity entity) {
        long announced = entity.getContentLength();
        return 1 + (int) (announced < 0 ? MAX_ANSWER_BYTES : Math.min(announced, MAX_ANSWER_BYTES));
    }

    @Override
    public Object settings() {
        return settings;
    }

    @Override
    public boolean tryHold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    @Override
    public void release() {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            underWay.forEach(HttpUriRequestBase::abort); // connections of the user's own stay open
        } finally {
            ServiceHelper.stopAndShutdownService(endpoint);
        }
    }
}
