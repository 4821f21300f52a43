package io.github.chatpin.camel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.EndlessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What an endpoint's options mean to the requests that it sends. */
class TransportRouteTest extends RouteTestSupport {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String URI = "chatpin:bitrix24?portalUrl=%s&authorizationToken=1/s3cr3t&maxRetries=0";

    @Test
    void requestTimeoutBoundsAnAnswerThatDripsOn() throws Exception {
        try (EndlessServer server = new EndlessServer("HTTP/1.1 200 OK\r\n\r\n", " ")) {
            String uri = URI.formatted(server.uri()) + "&requestTimeout=300";

            Exchange exchange = assertTimeoutPreemptively(PATIENCE, () -> pin(uri, "chat17"));

            assertThat(exchange.getException())
                    .isInstanceOf(UpstreamUnavailableException.class)
                    .hasMessageContaining("The answer did not end in time")
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void maxInFlightMayBeLargerThanTheUsualPool() throws Exception {
        int maxInFlight = 30;
        CountDownLatch allAreThere = new CountDownLatch(maxInFlight);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = serverThatAnswersAfter(allAreThere, threads);
        try {
            String uri = URI.formatted("http://127.0.0.1:" + server.getAddress().getPort())
                    + "&batchSize=1&maxInFlight=" + maxInFlight;
            List<String> chats =
                    IntStream.range(0, maxInFlight).mapToObj(i -> "chat" + i).toList();

            Exchange exchange = template.send(uri, sent -> sent.getMessage().setBody(chats));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).asInstanceOf(LIST).hasSize(maxInFlight);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static HttpServer serverThatAnswersAfter(CountDownLatch latch, ExecutorService threads) throws IOException {
        byte[] done = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            latch.countDown();
            try (exchange) {
                boolean allAreThere = latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                exchange.sendResponseHeaders(allAreThere ? 200 : 500, done.length);
                exchange.getResponseBody().write(done);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }
}
