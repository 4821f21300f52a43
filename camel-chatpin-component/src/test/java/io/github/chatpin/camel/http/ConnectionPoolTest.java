package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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

/** The pool of connections that endpoints share: how large it is, how long it lives, and what it keeps. */
class ConnectionPoolTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final Timeouts TIMEOUTS = new Timeouts(5000, 60_000);

    private final CamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PoolWatcher component = new PoolWatcher();
    private final ManualTimekeeper time = new ManualTimekeeper();
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
    void hasThirtyTwoConnectionsToAHostAndTwoHundredInAll() throws Exception {
        open(component, 8);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(32);
        assertThat(component.pool.getMaxTotal()).isEqualTo(200);
        assertThat(component.getConnectionsPerRoute()).isEqualTo(new HttpComponent().getConnectionsPerRoute());
        assertThat(component.getMaxTotalConnections()).isEqualTo(new HttpComponent().getMaxTotalConnections());
    }

    @Test
    void hasRoomForAHealthCheckAndARenewalBesideMaxInFlight() throws Exception {
        open(component, 100);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(102);
    }

    @Test
    void neverGivesAllItsConnectionsToOneHost() throws Exception {
        open(component, Integer.MAX_VALUE);

        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(150);
        assertThat(component.pool.getMaxTotal()).isEqualTo(200);
    }

    @Test
    void isAsLargeAsTheUserSaysEachNumberByItself() throws Exception {
        component.setConnectionsPerRoute(3);
        open(component, 30);
        assertThat(component.pool.getDefaultMaxPerRoute()).isEqualTo(3);
        assertThat(component.pool.getMaxTotal()).isEqualTo(200);

        PoolWatcher other = new PoolWatcher();
        other.setMaxTotalConnections(60);
        open(other, 30);
        assertThat(other.pool.getDefaultMaxPerRoute()).isEqualTo(32);
        assertThat(other.pool.getMaxTotal()).isEqualTo(60);
    }

    @Test
    void isOneForAllEndpointsWithTheSameSettings() throws Exception {
        HttpClients clients = new HttpClients(context, time, Runnable::run);
        Transport one = clients.open(component, uri(), TIMEOUTS, 8);
        Transport same = clients.open(component, URI.create("http://other.example"), TIMEOUTS, 4);
        Transport slower = clients.open(component, uri(), new Timeouts(5000, 61_000), 8);

        assertThat(component.pools).hasSize(2);
        assertThat(same.settings()).isEqualTo(one.settings());
        assertThat(slower.settings()).isNotEqualTo(one.settings());
    }

    @Test
    void isClosedWithTheLastEndpointThatUsesIt() throws Exception {
        HttpClients clients = new HttpClients(context, time, Runnable::run);
        Transport one = clients.open(component, uri(), TIMEOUTS, 8);
        Transport other = clients.open(component, uri(), TIMEOUTS, 8);
        one.close();
        one.release();
        assertThat(component.pool.isClosed()).isFalse();
        other.release();

        assertThat(component.pool.isClosed()).isTrue();
    }

    @Test
    void aCutOffRequestDoesNotTakeThoseOfOtherEndpointsWithIt() throws Exception {
        CountDownLatch bothAreThere = new CountDownLatch(2);
        CountDownLatch cutOff = new CountDownLatch(1);
        server.createContext("/pin", exchange -> {
            bothAreThere.countDown();
            answerAfter(cutOff, exchange);
        });
        HttpClients clients = new HttpClients(context, time, Runnable::run);
        Transport one = clients.open(component, uri(), TIMEOUTS, 8);
        Transport other = clients.open(component, uri(), TIMEOUTS, 8);
        CompletableFuture<Integer> lost = CompletableFuture.supplyAsync(() -> status(one), threads);
        CompletableFuture<Integer> answered = CompletableFuture.supplyAsync(() -> status(other), threads);
        assertThat(bothAreThere.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        one.close();
        assertThat(lost).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
        cutOff.countDown();

        assertThat(answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void letsIdleConnectionsGo() throws Exception {
        server.createContext("/pin", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        assertThat(status(open(component, 8))).isEqualTo(200);
        assertThat(component.pool.getTotalStats().getAvailable()).isEqualTo(1);

        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).untilAsserted(() -> {
            time.advance(Duration.ofSeconds(2));
            assertThat(component.pool.getTotalStats().getAvailable()).isZero();
        });
        assertThat(time.runNext()).as("a look at the pool when all are gone").isFalse();
    }

    private Transport open(HttpComponent component, int maxInFlight) throws Exception {
        return new HttpClients(context, time, Runnable::run).open(component, uri(), TIMEOUTS, maxInFlight);
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

        private final List<PoolingHttpClientConnectionManager> pools = new ArrayList<>();
        private PoolingHttpClientConnectionManager pool; // the last

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            HttpEndpoint endpoint = (HttpEndpoint) super.createEndpoint(uri, remaining, parameters);
            pool = (PoolingHttpClientConnectionManager) endpoint.getClientConnectionManager();
            pools.add(pool);
            return endpoint;
        }
    }
}
