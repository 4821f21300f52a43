package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool of connections is as large as maxInFlight needs, unless the user has said how large it is to be. */
class ConnectionPoolTest {

    private static final int PATIENCE_SECONDS = 20;

    private final CamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PoolWatcher component = new PoolWatcher();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void carriesAsManyRequestsAtOnceAsMayBeUnderWay() throws Exception {
        int maxInFlight = 30;
        CountDownLatch allAreThere = new CountDownLatch(maxInFlight);
        server.createContext("/pin", exchange -> {
            allAreThere.countDown();
            answerAfter(allAreThere, exchange);
        });
        Transport transport = open(null, maxInFlight);

        List<CompletableFuture<Integer>> answers = IntStream.range(0, maxInFlight)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(transport), threads))
                .toList();

        assertThat(allAreThere.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(200));
    }

    @Test
    void hasRoomForAHealthCheckAndARenewalBesides() throws Exception {
        open(component, 300);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(302);
        assertThat(component.pool.getMaxTotal()).isEqualTo(302);
        assertThat(component.getConnectionsPerRoute()).isEqualTo(new HttpComponent().getConnectionsPerRoute());
        assertThat(component.getMaxTotalConnections()).isEqualTo(new HttpComponent().getMaxTotalConnections());
    }

    @Test
    void isNotSmallerThanByDefault() throws Exception {
        open(component, 1);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(20);
        assertThat(component.pool.getMaxTotal()).isEqualTo(200);
    }

    @Test
    void hasABoundWhereMaxInFlightHasNone() throws Exception {
        open(component, Integer.MAX_VALUE);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void isAsLargeAsTheUserSaysEachNumberByItself() throws Exception {
        component.setConnectionsPerRoute(3);
        open(component, 30);
        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(3);
        assertThat(component.pool.getMaxTotal()).isEqualTo(200);

        PoolWatcher other = new PoolWatcher();
        other.setMaxTotalConnections(10);
        open(other, 30);
        assertThat(other.pool.getDefaultMaxPerRoute()).isEqualTo(32);
        assertThat(other.pool.getMaxTotal()).isEqualTo(10);
    }

    private Transport open(HttpComponent component, int maxInFlight) throws Exception {
        return HttpTransport.open(
                context, component, uri(), new HttpTransport.Bounds(5000, 60_000, maxInFlight), new ManualTimekeeper());
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private int status(Transport transport) {
        try {
            return transport
                    .send(new UpstreamRequest(uri().resolve("/pin"), Map.of(), new byte[0]))
                    .status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answerAfter(CountDownLatch latch, HttpExchange exchange) throws IOException {
        try (exchange) {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class PoolWatcher extends HttpComponent {

        private PoolingHttpClientConnectionManager pool;

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            HttpEndpoint endpoint = (HttpEndpoint) super.createEndpoint(uri, remaining, parameters);
            pool = (PoolingHttpClientConnectionManager) endpoint.getClientConnectionManager();
            return endpoint;
        }
    }
}
