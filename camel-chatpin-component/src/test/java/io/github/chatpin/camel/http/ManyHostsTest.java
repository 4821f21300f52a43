package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Many slow portals, all at once, with fewer connections than portals. */
class ManyHostsTest {

    private static final int PORTALS = 60;
    private static final int CONNECTIONS = 8;
    private static final int ANSWER_MILLIS = 500;
    // All requests together take longer, since a connection carries eight of them; one does not.
    private static final int REQUEST_TIMEOUT_MILLIS = 2500;

    private final CamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger mostSenders = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), PORTALS);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            mostSenders.accumulateAndGet(senders(), Math::max);
            sleep();
            underWay.decrementAndGet();
            byte[] answer = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        HttpComponent http = new HttpComponent();
        http.setMaxTotalConnections(CONNECTIONS);
        context.getRegistry().bind("http", http);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void areAllServedWithinThePoolsBoundAndNoneIsTimedOut() throws Exception {
        CountDownLatch ends = new CountDownLatch(PORTALS);
        List<Exchange> exchanges = new ArrayList<>();
        for (int portal = 0; portal < PORTALS; portal++) {
            Endpoint endpoint = context.getEndpoint(
                    "chatpin:bitrix24?portalUrl=http://127.0.0.%d:%d&authorizationToken=1/abc&httpComponent=#http&maxRetries=0&requestTimeout=%d"
                            .formatted(2 + portal, server.getAddress().getPort(), REQUEST_TIMEOUT_MILLIS));
            AsyncProducer producer = endpoint.createAsyncProducer();
            context.addService(producer);
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat1");
            exchanges.add(exchange);
            producer.process(exchange, doneSync -> ends.countDown());
        }

        assertThat(ends.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(exchanges).extracting(Exchange::getException).containsOnlyNulls();
        assertThat(most).hasValueLessThanOrEqualTo(CONNECTIONS);
        // One that has given its slot back may not have ended when the next one begins.
        assertThat(mostSenders).hasValueLessThanOrEqualTo(2 * CONNECTIONS);
    }

    private static int senders() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("ChatPinSender"))
                .count();
    }

    private static void sleep() {
        try {
            Thread.sleep(ANSWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
