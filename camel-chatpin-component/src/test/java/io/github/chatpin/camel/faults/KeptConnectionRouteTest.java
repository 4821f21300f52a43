package io.github.chatpin.camel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import io.github.chatpin.camel.http.FickleServer;
import io.github.chatpin.camel.http.FickleServer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that was kept, and that the server has closed meanwhile. */
class KeptConnectionRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API = new FakeRyzeApiExtension();

    private static final String DONE = "{\"result\":true}";
    private static final String NO_RETRY = "maxRetries=0";

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi whatsapp = RYZE_API.fake();

    static Stream<Fault> endsWithoutAnAnswer() {
        return Stream.of(Fault.connectionClosed(), Fault.reset(), Fault.appliedThenReset());
    }

    @ParameterizedTest
    @MethodSource("endsWithoutAnAnswer")
    void costsAPinNoRetry(Fault fault) {
        pin(bitrix24(bitrix24, NO_RETRY), "chat1");
        bitrix24.nextFaults(fault);

        Exchange exchange = pin(bitrix24(bitrix24, NO_RETRY), "chat2");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(bitrix24.isPinned("chat2")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("endsWithoutAnAnswer")
    void costsAWhatsAppPinNoRetry(Fault fault) {
        String uri = whatsapp(whatsapp, NO_RETRY);
        pin(uri, "5511999999999");
        whatsapp.nextFaults(fault);

        Exchange exchange = pin(uri, "5511888888888");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void costsABatchNoRetryAndLeavesItWhole() {
        pin(bitrix24(bitrix24, NO_RETRY), "chat1");
        bitrix24.nextFaults(Fault.connectionClosed());

        Exchange exchange = sendMessage(bitrix24(bitrix24, NO_RETRY), List.of("chat2", "chat3", "chat4"), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(methods()).containsExactly("im.recent.pin", "batch", "batch");
    }

    @Test
    void takesThePlaceOfNoRetryWhereTheNewConnectionBreaksToo() {
        pin(bitrix24(bitrix24, NO_RETRY), "chat1");
        bitrix24.nextFaults(Fault.connectionClosed(), Fault.connectionClosed());

        Exchange exchange = pin(bitrix24(bitrix24, NO_RETRY), "chat2");

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(UpstreamUnavailableException.class, failure -> assertThat(failure.isRetryable())
                        .isTrue());
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void endsInTheUsualRetriesWhereEveryConnectionBreaks() {
        String uri = bitrix24(bitrix24, "maxRetries=2", "retryDelay=1");
        pin(uri, "chat1");
        bitrix24.failNext(Fault.connectionClosed(), 10);

        Exchange exchange = pin(uri, "chat2");

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class))
                .as("the kept one, and a new one for each of three attempts")
                .isEqualTo(4);
    }

    /** Each answer is followed by the end of its connection, without a word of it. */
    @Test
    void costsNothingButARequestWhereTheServerKeepsNone() throws Exception {
        try (FickleServer server =
                new FickleServer((connection, request) -> Reply.answer(DONE).thenClose())) {
            for (int chat = 1; chat <= 5; chat++) {
                assertThat(pin(uri(server), "chat" + chat).getException()).isNull();
            }
        }
    }

    /** As after a restart of the server: all of the pool's connections are of no use any more. */
    @Test
    void costsNoRetryHoweverManyWereKept() throws Exception {
        int kept = 8;
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch allAreThere = new CountDownLatch(kept);
        try (FickleServer server = new FickleServer((connection, request) -> {
            allAreThere.countDown();
            await(allAreThere);
            return connection <= kept && request > 1 ? Reply.close() : answer(answered);
        })) {
            String uri = uri(server) + "&plan=unlimited&batchSize=1";
            pinAtOnce(uri, kept);
            assertThat(answered).hasValue(kept);

            assertThat(pin(uri, "chat100").getException()).isNull();
            assertThat(pinAtOnce(uri, kept))
                    .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        }
    }

    @Test
    void isNoExcuseForAnAnswerThatHadBegun() throws Exception {
        try (FickleServer server = new FickleServer((connection, request) -> request == 1
                ? Reply.answer(DONE)
                : Reply.answering("HTTP/1.1 200 OK\r\nContent-Le").thenClose())) {
            pin(uri(server), "chat1");

            Exchange exchange = pin(uri(server), "chat2");

            assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
            assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void isNotWhatANewConnectionIsThatBreaks() {
        bitrix24.nextFaults(Fault.connectionClosed());

        Exchange exchange = pin(bitrix24(bitrix24, NO_RETRY), "chat1");

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
    }

    /** The refresh token is good for one request: it never goes over a connection that may be closed. */
    @Test
    void isNotUsedForARenewal() throws Exception {
        List<Integer> renewals = new ArrayList<>();
        try (FickleServer server = new FickleServer((connection, request) -> {
            renewals.add(connection);
            return Reply.answer(
                            "{\"access_token\":\"%s\",\"refresh_token\":\"rt-1\"}".formatted(bitrix24.accessToken()))
                    .thenClose();
        })) {
            String uri = oauth(bitrix24, NO_RETRY).replace(bitrix24.tokenUrl(), server.uri() + "/oauth/token/");
            for (int hour = 1; hour <= 3; hour++) {
                bitrix24.nextFaults(Fault.status(401, "{\"error\":\"expired_token\"}"));

                assertThat(pin(uri, "chat" + hour).getException()).isNull();
            }
            assertThat(renewals).containsExactly(1, 2, 3);
        }
    }

    @Test
    void makesNoAccountUnhealthy() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        pin(bitrix24(bitrix24), "chat1");
        bitrix24.nextFaults(Fault.connectionClosed());

        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("chatpin"))
                .toList();

        assertThat(results).singleElement().satisfies(result -> assertThat(result.getState())
                .isEqualTo(HealthCheck.State.UP));
        assertThat(methods()).containsExactly("im.recent.pin", "profile", "profile");
    }

    private static Reply answer(AtomicInteger answered) {
        answered.incrementAndGet();
        return Reply.answer(DONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String uri(FickleServer server) {
        return "chatpin:bitrix24?portalUrl=" + server.uri() + "&authorizationToken=1/s3cr3t&" + NO_RETRY;
    }

    private List<String> methods() {
        return bitrix24.requests().stream().map(RecordedRequest::apiMethod).toList();
    }

    private List<Exchange> pinAtOnce(String uri, int count) {
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int chat = 0; chat < count; chat++) {
            String id = "chat" + chat;
            exchanges.add(
                    template.asyncSend(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, id)));
        }
        return exchanges.stream().map(CompletableFuture::join).toList();
    }
}
