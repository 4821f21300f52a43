package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.http.FickleServer.Reply;
import io.github.chatpin.camel.http.FickleServer.Script;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transport tells of a connection that was kept, and how it does without one. */
class KeptConnectionTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final Reply OK = Reply.answer("{}");
    private static final String TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final CamelContext context = new DefaultCamelContext();
    private final HttpComponent component = new HttpComponent();
    private long requestTimeout = 60_000;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Script> closings() {
        return Stream.of(
                (connection, request) -> request == 1 ? OK : Reply.close(),
                (connection, request) -> request == 1 ? OK : Reply.reset(),
                (connection, request) -> OK.thenClose());
    }

    @ParameterizedTest
    @MethodSource("closings")
    void tellsThatItWasClosed(Script closing) throws Exception {
        try (FickleServer server = new FickleServer(closing)) {
            Transport transport = open(server);
            send(transport, server);

            assertThatThrownBy(() -> send(transport, server)).isInstanceOf(StaleConnectionException.class);
        }
    }

    static Stream<HttpClientConnectionManager> managersOfTheUser() {
        return Stream.of(new PoolingHttpClientConnectionManager(), new BasicHttpClientConnectionManager());
    }

    @ParameterizedTest
    @MethodSource("managersOfTheUser")
    void tellsItOfAConnectionManagerOfTheUsersTooAndGoesOnWithIt(HttpClientConnectionManager manager) throws Exception {
        component.setClientConnectionManager(manager);
        try (FickleServer server =
                new FickleServer((connection, request) -> connection == 1 && request == 2 ? Reply.close() : OK)) {
            Transport transport = open(server);
            send(transport, server);
            assertThatThrownBy(() -> send(transport, server)).isInstanceOf(StaleConnectionException.class);

            assertThat(sendAnew(transport, server)).isEqualTo(200);
            assertThat(send(transport, server)).isEqualTo(200);
            assertThat(sendAnew(transport, server)).isEqualTo(200);
            assertThat(server.requests).containsExactly(1, 1, 2, 2, 3);
        } finally {
            manager.close();
        }
    }

    @Test
    void usesNoneForARequestThatGoesAnewHoweverManyAreKept() throws Exception {
        int kept = 5;
        CountDownLatch allAreThere = new CountDownLatch(kept);
        try (FickleServer server = new FickleServer((connection, request) -> {
            allAreThere.countDown();
            await(allAreThere);
            return connection > kept || request == 1 ? OK : Reply.close();
        })) {
            Transport transport = open(server);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < kept; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> status(transport, server), task -> new Thread(task, "KeptConnectionTest").start()));
            }
            answers.forEach(CompletableFuture::join);

            assertThat(sendAnew(transport, server)).isEqualTo(200);
        }
    }

    static Stream<Reply> beginnings() {
        return Stream.of("H", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "HTTP/1.1 100 Continue\r\n\r\n")
                .map(text -> Reply.answering(text).thenClose());
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void doesNotBlameItWhereAnAnswerHadBegun(Reply beginning) throws Exception {
        try (FickleServer server = new FickleServer((connection, request) -> request == 1 ? OK : beginning)) {
            Transport transport = open(server);
            send(transport, server);

            assertThatThrownBy(() -> send(transport, server))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleConnectionException.class);
        }
    }

    @Test
    void doesNotBlameANewOne() throws Exception {
        try (FickleServer server = new FickleServer((connection, request) -> Reply.close())) {
            Transport transport = open(server);

            assertThatThrownBy(() -> send(transport, server)).isNotInstanceOf(StaleConnectionException.class);
            assertThatThrownBy(() -> sendAnew(transport, server)).isNotInstanceOf(StaleConnectionException.class);
        }
    }

    /** It may have been dropped on the way without a word, but the server may be at work as well. */
    @Test
    void doesNotBlameItForATimeout() throws Exception {
        requestTimeout = 300;
        try (FickleServer server = new FickleServer((connection, request) -> request == 1 ? OK : Reply.answering(""))) {
            Transport transport = open(server);
            send(transport, server);

            assertThatThrownBy(() -> send(transport, server)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void doesNotBlameItWhereTheTransportIsClosed() throws Exception {
        try (FickleServer server = new FickleServer((connection, request) -> OK)) {
            Transport transport = open(server);
            send(transport, server);
            transport.close();

            assertThatThrownBy(() -> send(transport, server)).hasMessage("The HTTP client was closed");
        }
    }

    /** A proxy says so when it closes a connection that nothing was sent on for a while. */
    @Test
    void takesNothingForAnAnswerThatWasSentBeforeTheRequest() throws Exception {
        PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager();
        manager.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // instead of waiting for two seconds
                .build());
        component.setClientConnectionManager(manager);
        try (FickleServer server = new FickleServer((connection, request) ->
                new Reply(OK.text() + (connection == 1 && request == 1 ? TOO_SLOW : ""), false, false))) {
            Transport transport = open(server);
            send(transport, server);

            assertThatThrownBy(() -> send(transport, server))
                    .isInstanceOf(StaleConnectionException.class)
                    .cause()
                    .hasMessage("The answer, status 408, was sent before the request");
            assertThat(manager.getTotalStats().getAvailable()).isZero();
            assertThat(send(transport, server)).isEqualTo(200);
        } finally {
            manager.close();
        }
    }

    private Transport open(FickleServer server) throws Exception {
        return new HttpClients(context, new ManualTimekeeper(), Runnable::run)
                .open(component, server.uri(), new Timeouts(1000, requestTimeout), 8);
    }

    private static int send(Transport transport, FickleServer server) throws IOException {
        return transport.send(request(server)).status();
    }

    private static int sendAnew(Transport transport, FickleServer server) throws IOException {
        return transport.sendAnew(request(server)).status();
    }

    private static int status(Transport transport, FickleServer server) {
        try {
            return send(transport, server);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static UpstreamRequest request(FickleServer server) {
        return new UpstreamRequest(server.uri().resolve("/pin"), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
