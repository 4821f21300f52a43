package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chatpin.camel.ChatPinConstants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many portals that do not answer yet, all at once, with fewer connections than portals. */
class ManyHostsTest {

    private static final int PORTALS = 60;
    private static final int CONNECTIONS = 8;

    private final CamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), PORTALS);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        HttpComponent http = new HttpComponent();
        http.setMaxTotalConnections(CONNECTIONS);
        context.getRegistry().bind("http", http);
        context.start();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        context.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void areAllServedWithinThePoolsBoundAndWaitWithoutAThread() throws Exception {
        CountDownLatch ends = new CountDownLatch(PORTALS);
        List<Exchange> exchanges = new ArrayList<>();
        for (int portal = 0; portal < PORTALS; portal++) {
            Endpoint endpoint = context.getEndpoint(
                    "chatpin:bitrix24?portalUrl=http://127.0.0.%d:%d&authorizationToken=1/abc&httpComponent=#http&maxRetries=0"
                            .formatted(2 + portal, server.getAddress().getPort()));
            AsyncProducer producer = endpoint.createAsyncProducer();
            context.addService(producer);
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat1");
            exchanges.add(exchange);
            producer.process(exchange, doneSync -> ends.countDown());
        }
        await().untilAsserted(() -> assertThat(underWay).hasValue(CONNECTIONS));
        assertThat(senders()).isEqualTo(CONNECTIONS);
        answers.countDown();

        assertThat(ends.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(exchanges).extracting(Exchange::getException).containsOnlyNulls();
        assertThat(most).hasValue(CONNECTIONS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            answers.await();
            underWay.decrementAndGet();
            byte[] answer = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("ChatPinSender"))
                .count();
    }
}
