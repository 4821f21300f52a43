package io.github.chatpin.camel.http;

import io.github.chatpin.camel.time.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.TimeValue;

/**
 * An HTTP client that camel-http makes, so that TLS, proxies and pools are those that the user configured there. Its
 * producer is not used: it logs the address at DEBUG, and a Bitrix24 webhook's secret is part of that.
 *
 * <p>Connections that have been idle for {@value #IDLE_SECONDS} s are closed, among them those that the server has closed;
 * but not those of a connection manager of the user's. Thread-safe.
 */
final class HttpClient {

    static final int IDLE_SECONDS = 10;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    final ClientSettings settings;
    final ClientSlots slots;
    int users; // guarded by the clients' lock
    private final HttpEndpoint endpoint;
    private final PoolingHttpClientConnectionManager pool; // null if it is the user's
    private final Timekeeper time;
    private final Executor threads;
    private final Consumer<HttpClient> whenLetGo;
    private final AtomicBoolean isWatched = new AtomicBoolean();

    private HttpClient(
            ClientSettings settings,
            HttpEndpoint endpoint,
            Timekeeper time,
            Executor threads,
            Consumer<HttpClient> whenLetGo) {
        this.settings = settings;
        this.slots = new ClientSlots(settings.bounds());
        this.endpoint = endpoint;
        this.time = time;
        this.threads = threads;
        this.whenLetGo = whenLetGo;
        boolean isTheUsers = settings.component().getClientConnectionManager() != null;
        this.pool =
                !isTheUsers && endpoint.getClientConnectionManager() instanceof PoolingHttpClientConnectionManager own
                        ? own
                        : null;
    }

    /**
     * Opens a client.
     *
     * @param address   of the first endpoint; the others' may be of other hosts
     * @param threads   close connections
     * @param whenLetGo told whenever a user has let go of it
     */
    static HttpClient open(
            ClientSettings settings, URI address, Timekeeper time, Executor threads, Consumer<HttpClient> whenLetGo)
            throws Exception {
        HttpEndpoint endpoint = (HttpEndpoint) settings.component().createEndpoint(uri(settings, address));
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
        endpoint.getHttpClient(); // made now: a client that cannot be made keeps the endpoint from starting
        return new HttpClient(settings, endpoint, time, threads, whenLetGo);
    }

    private static String uri(ClientSettings settings, URI address) {
        return ("%s?connectTimeout=%d&connectionRequestTimeout=%d&responseTimeout=%d&soTimeout=%d"
                        + "&connectionsPerRoute=%d&maxTotalConnections=%d")
                .formatted(
                        address,
                        settings.timeouts().connectMillis(),
                        settings.timeouts().requestMillis(),
                        settings.timeouts().requestMillis(),
                        settings.timeouts().requestMillis(),
                        settings.bounds().perHost(),
                        settings.bounds().total());
    }

    // HttpClient would sleep on Retry-After and send again on its own, and follow a redirect with the credential. Of an
    // answer whose encoding is not the one it claims it would not even tell the status.
    private static void keepToOneRequest(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression();
    }

    /** Returns the passage of one request over it. */
    Passage passage(boolean anew) {
        return new Passage(endpoint.getHttpContext(), anew);
    }

    /** Sends a request on the calling thread, and returns what is read of its answer. */
    <T> T execute(HttpHost host, ClassicHttpRequest request, Passage passage, HttpClientResponseHandler<T> reader)
            throws IOException {
        try {
            return endpoint.getHttpClient().execute(host, request, passage, reader);
        } finally {
            watch();
        }
    }

    /** Has idle connections closed, until there are none. */
    private void watch() {
        if (pool != null && isWatched.compareAndSet(false, true)) {
            time.after(LOOK_AGAIN, this::closeIdleSoon);
        }
    }

    // Closing an encrypted connection tells the server, which may hold up the thread.
    private void closeIdleSoon() {
        try {
            threads.execute(this::closeIdle);
        } catch (RejectedExecutionException e) {
            // The component has stopped, and closes all.
        }
    }

    private void closeIdle() {
        isWatched.set(false);
        pool.closeExpired();
        pool.closeIdle(TimeValue.of(IDLE_SECONDS, TimeUnit.SECONDS));
        if (pool.getTotalStats().getAvailable() > 0) {
            watch();
        }
    }

    /** Notes that one user uses it no more; the last one closes it. */
    void letGo() {
        whenLetGo.accept(this);
    }

    /** Closes it with all its connections, but those of a connection manager of the user's. */
    void close() {
        ServiceHelper.stopAndShutdownService(endpoint);
    }
}
