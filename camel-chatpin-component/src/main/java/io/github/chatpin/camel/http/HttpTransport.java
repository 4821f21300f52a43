package io.github.chatpin.camel.http;

import io.github.chatpin.camel.UpstreamAnswer;
import io.github.chatpin.camel.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;

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

    private static final int USUAL_ANSWER_BYTES = 1 << 10;

    private final HttpEndpoint endpoint;
    private final HttpClient client;
    private final Settings settings;
    private final long requestTimeoutNanos;
    private final AtomicInteger holders = new AtomicInteger(1);

    private volatile boolean closed;

    private HttpTransport(HttpEndpoint endpoint, Settings settings) {
        this.endpoint = endpoint;
        this.client = endpoint.getHttpClient();
        this.settings = settings;
        this.requestTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(settings.requestTimeoutMillis());
    }

    private record Settings(HttpComponent component, long connectTimeoutMillis, long requestTimeoutMillis) {}

    /**
     * Opens a transport that the caller holds.
     *
     * @param component the user's HTTP component, or {@code null} for the context's own of the address's scheme
     * @param address   where most requests go
     */
    public static HttpTransport open(
            CamelContext context,
            HttpComponent component,
            URI address,
            long connectTimeoutMillis,
            long requestTimeoutMillis)
            throws Exception {
        HttpComponent http =
                component != null ? component : context.getComponent(address.getScheme(), HttpComponent.class);
        if (http.getCamelContext() == null) {
            http.setCamelContext(context);
        }
        ServiceHelper.initService(http);
        HttpEndpoint endpoint = (HttpEndpoint)
                http.createEndpoint("%s?connectTimeout=%d&connectionRequestTimeout=%d&responseTimeout=%d&soTimeout=%d"
                        .formatted(
                                address,
                                connectTimeoutMillis,
                                requestTimeoutMillis,
                                requestTimeoutMillis,
                                requestTimeoutMillis));
        HttpClientConfigurer configurer = endpoint.getHttpClientConfigurer();
        endpoint.setHttpClientConfigurer(builder -> {
            if (configurer != null) {
                configurer.configureHttpClient(builder);
            }
            keepToOneRequest(builder);
        });
        // A listener would be shown, and the logging one would print, what a secret is part of.
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpActivityListener(null);
        ServiceHelper.startService(endpoint);
        return new HttpTransport(endpoint, new Settings(http, connectTimeoutMillis, requestTimeoutMillis));
    }

    // HttpClient would sleep on Retry-After and send again on its own, and follow a redirect with the credential.
    private static void keepToOneRequest(HttpClientBuilder builder) {
        builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws IOException {
        long deadline = System.nanoTime() + requestTimeoutNanos;
        URI uri = request.uri();
        HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), uri);
        request.headers().forEach(http::setHeader);
        http.setHeader("Accept", "application/json");
        if (request.body() != null) {
            http.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        try {
            return client.execute(host, http, context(), response -> read(response, deadline));
        } catch (IllegalStateException e) {
            if (closed) { // which the connection pool tells so
                throw new IOException("The HTTP client was closed", e);
            }
            throw e;
        }
    }

    private HttpContext context() {
        HttpContext shared = endpoint.getHttpContext();
        return shared == null ? HttpClientContext.create() : new HttpClientContext(shared);
    }

    private static UpstreamAnswer read(ClassicHttpResponse response, long deadline) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : body(entity, deadline);
        return new UpstreamAnswer(response.getCode(), headers, body);
    }

    private static byte[] body(HttpEntity entity, long deadline) throws IOException {
        InputStream content = entity.getContent();
        long announced = entity.getContentLength();
        byte[] body = new byte[(int) (announced < 0 ? USUAL_ANSWER_BYTES : Math.min(announced, MAX_ANSWER_BYTES)) + 1];
        int length = 0;
        for (int read = 0; read >= 0; read = content.read(body, length, body.length - length)) {
            length += read;
            if (length > MAX_ANSWER_BYTES) {
                throw new IOException("The answer is longer than " + MAX_ANSWER_BYTES + " bytes");
            }
            // The client's own timeout is for each read: an answer that drips would never end.
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("The answer did not end in time");
            }
            if (length == body.length) { // to have room for what may come
                body = Arrays.copyOf(body, 2 * length);
            }
        }
        return Arrays.copyOf(body, length);
    }

    @Override
    public Object settings() {
        return settings;
    }

    @Override
    public HttpTransport hold() {
        holders.incrementAndGet();
        return this;
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
        ServiceHelper.stopAndShutdownService(endpoint);
    }
}
