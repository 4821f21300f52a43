package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.Timekeeper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request ends at its deadline, which comes when a test says so, or with its transport, whose connections are the
 * user's own. Nothing else here would end it.
 */
class RequestCutOffTest {

    private static final int PATIENCE_SECONDS = 10;
    private static final int TIMEOUT_MILLIS = 60_000;

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final CamelContext context = new DefaultCamelContext();
    private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
    private final HttpComponent component = new HttpComponent();
    private final List<Runnable> deadlines = new CopyOnWriteArrayList<>();
    private final List<Runnable> takenBack = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        component.setClientConnectionManager(pool);
        context.start();
    }

    @AfterEach
    void stop() {
        pool.close();
        context.stop();
    }

    static Stream<Arguments> drippingAnswers() {
        return Stream.of(
                Arguments.of("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
                Arguments.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"),
                Arguments.of("HTTP/1.1 200 OK\r\n\r\n", "x"));
    }

    @ParameterizedTest
    @MethodSource("drippingAnswers")
    void endsAnAnswerThatDripsOnAtItsDeadline(String beginning, String piece) throws Exception {
        try (EndlessServer server = new EndlessServer(beginning, piece)) {
            CompletableFuture<UpstreamAnswer> answer = send(open(server.uri()), server.uri());
            assertThat(server.pieces.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            deadlines.get(0).run();

            assertThatThrownBy(() -> answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SocketTimeoutException.class)
                    .cause()
                    .hasMessage("The answer did not end in time");
            assertThat(server.hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.getTotalStats().getLeased()).isZero();
        }
    }

    @Test
    void endsAnAnswerThatIsTooLongAndNeverEnds() throws Exception {
        String kilobyte = "400\r\n" + "x".repeat(1024) + "\r\n";
        try (EndlessServer server = new EndlessServer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + kilobyte.repeat(1025), "1\r\nx\r\n")) {
            CompletableFuture<UpstreamAnswer> answer = send(open(server.uri()), server.uri());

            assertThatThrownBy(() -> answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IOException.class)
                    .cause()
                    .hasMessage("The answer is longer than 1048576 bytes");
            assertThat(server.hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsTheWaitForAConnectionAtItsDeadline() throws Exception {
        pool.setDefaultMaxPerRoute(1);
        try (EndlessServer server = new EndlessServer("HTTP/1.1 200 OK\r\n", "X: y\r\n")) {
            Transport transport = open(server.uri());
            CompletableFuture<UpstreamAnswer> first = send(transport, server.uri());
            assertThat(server.pieces.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<UpstreamAnswer> second = send(transport, server.uri());
            Awaitility.await().until(() -> pool.getTotalStats().getPending() == 1);

            deadlines.get(1).run();

            assertThatThrownBy(() -> second.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(first).isNotDone();
            deadlines.get(0).run();
            assertThatThrownBy(() -> first.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(pool.getTotalStats().getLeased()).isZero();
        }
    }

    @Test
    void sendsNothingOnceTheDeadlineHasPassed() throws Exception {
        URI uri = URI.create(SERVER.baseUrl());
        Transport transport = open(uri, (delay, task) -> {
            task.run();
            return () -> {};
        });

        assertThatThrownBy(() -> transport.send(request(uri))).isInstanceOf(SocketTimeoutException.class);

        SERVER.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
        assertThat(pool.getTotalStats().getLeased()).isZero();
    }

    @Test
    void disturbsNoLaterRequestOnTheConnectionWithALateDeadline() throws Exception {
        SERVER.stubFor(WireMock.post("/pin").willReturn(WireMock.ok("{}")));
        URI uri = URI.create(SERVER.baseUrl());
        Transport transport = open(uri);

        transport.send(request(uri));
        deadlines.get(0).run();

        assertThat(takenBack).hasSize(1);
        assertThat(pool.getTotalStats().getAvailable()).isEqualTo(1);
        assertThat(transport.send(request(uri)).status()).isEqualTo(200);
        assertThat(pool.getTotalStats().getAvailable()).isEqualTo(1);
    }

    @Test
    void takesTheDeadlineBackWhereThereIsNoAnswer() throws Exception {
        SERVER.stubFor(
                WireMock.post("/pin").willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        URI uri = URI.create(SERVER.baseUrl());

        assertThatThrownBy(() -> open(uri).send(request(uri)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);

        assertThat(takenBack).hasSize(1);
    }

    @Test
    void cutsOffWhatIsUnderWayWhenTheTransportCloses() throws Exception {
        try (EndlessServer server = new EndlessServer("HTTP/1.1 200 OK\r\n", "X: y\r\n")) {
            Transport transport = open(server.uri());
            CompletableFuture<UpstreamAnswer> answer = send(transport, server.uri());
            assertThat(server.pieces.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            transport.close();

            assertThatThrownBy(() -> answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IOException.class)
                    .cause()
                    .hasMessage("The HTTP client was closed");
            assertThat(pool.getTotalStats().getLeased()).isZero();
        }
    }

    @Test
    void sendsNothingOnceTheTransportIsClosed() throws Exception {
        URI uri = URI.create(SERVER.baseUrl());
        Transport transport = open(uri);

        transport.close();

        assertThatThrownBy(() -> transport.send(request(uri)))
                .isInstanceOf(IOException.class)
                .hasMessage("The HTTP client was closed");
        SERVER.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    @Test
    void sendsNothingForWhoeverHoldsTheTransportAfterItsLastHolder() throws Exception {
        URI uri = URI.create(SERVER.baseUrl());
        Transport transport = open(uri);
        transport.release();

        transport.tryHold();

        assertThatThrownBy(() -> transport.send(request(uri)))
                .isInstanceOf(IOException.class)
                .hasMessage("The HTTP client was closed");
        transport.release();
        SERVER.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    private Transport open(URI address) throws Exception {
        return open(address, (delay, task) -> {
            assertThat(delay).isEqualTo(Duration.ofMillis(TIMEOUT_MILLIS));
            deadlines.add(task);
            return () -> takenBack.add(task);
        });
    }

    private Transport open(URI address, BiFunction<Duration, Runnable, Timekeeper.Alarm> timer) throws Exception {
        return new HttpClients(context, new Deadlines(timer), Runnable::run)
                .open(component, address, new Timeouts(1000, TIMEOUT_MILLIS), 8);
    }

    /** Time that stands still, and deadlines that are in the test's hand. */
    private record Deadlines(BiFunction<Duration, Runnable, Alarm> timer) implements Timekeeper {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Alarm after(Duration delay, Runnable task) {
            return timer.apply(delay, task);
        }
    }

    private static CompletableFuture<UpstreamAnswer> send(Transport transport, URI address) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return transport.send(request(address));
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "RequestCutOffTest").start());
    }

    private static UpstreamRequest request(URI address) {
        return new UpstreamRequest(address.resolve("/pin"), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    }
}
