package io.github.chatpin.camel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that the WhatsApp gateway can give, and none. */
class WhatsAppFailuresTest extends RouteTestSupport {

    private static final String FAST = "retryDelay=1";
    private static final String CHAT = "5511999999999";

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().unlimited());

    private final FakeRyzeApi fake = RYZE_API.fake();

    @ParameterizedTest
    @CsvSource({
        "400, Instance name is required",
        "400, Invalid request body: unexpected EOF",
        "400, Number is required",
        "404, Instance not found",
        "418, I am a teapot",
        "501, not supported"
    })
    void rejectsAPinForGood(int status, String text) {
        assertFailsAtOnce(status, text, PinRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, Invalid token",
        "401, Missing token in header",
        "401, Invalid instance token",
        "401, Invalid account token",
        "403, The token belongs to another instance"
    })
    void blamesTheCredentials(int status, String text) {
        assertFailsAtOnce(status, text, AuthenticationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "500, failed to pin chat: maximum number of pinned chats reached",
        "500, You can only pin up to 3 chats",
        "500, You can only pin 3 chats",
        "500, max_pinned_chats",
        "500, pinnedChatsLimit reached",
        "400, cannot pin more than 3 chats",
        "500, Too many pinned chats",
        "500, too many chats are pinned",
        "500, max number of pins reached",
        "200, pin limit reached"
    })
    void recognisesTheLimitOfPinsByWhatItSays(int status, String text) {
        assertFailsAtOnce(status, text, PinLimitReachedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "500, internal error",
        "500, context deadline exceeded while pinning chat",
        "500, rate limit of pin requests exceeded",
        "500, time limit for pin exceeded",
        "500, request limit reached while pinning chat",
        "500, failed to pin chat: too many requests",
        "500, failed to pin chat: too many open connections",
        "500, 'failed to pin chat: pq: sorry, too many clients already'",
        "500, failed to pin chat: too many concurrent requests",
        "500, failed to pin chat: max client connections reached",
        "500, failed to pin chat: context deadline exceeded (limit 30s)",
        "500, failed to pin chat: instance limit reached",
        "500, failed to pin chat: max retries exceeded",
        "500, failed to pin chat: maximum number of attempts reached",
        "500, 'failed to pin chat: info query returned status 419: resource-limit'",
        "500, 'could not pin chat, gateway takes up to 30 seconds'",
        "502, Bad gateway",
        "503, Instance is not connected to WhatsApp",
        "400, Instance is not connected to WhatsApp",
        "409, version mismatch",
        "500, conflict: app state patch",
        "408, Request Timeout",
        "421, Misdirected Request",
        "425, Too Early",
        "200, no reason"
    })
    void triesAgainWhatMayPass(int status, String text) {
        fake.failNext(error(status, text), 3);
        assertThat(pin(whatsapp(fake, FAST), CHAT).getException()).isNull();

        fake.failNext(error(status, text), 4);
        Exchange exchange = pin(whatsapp(fake, FAST), CHAT);
        assertThat(exchange.getException(UpstreamUnavailableException.class))
                .matches(ChatPinException::isRetryable)
                .matches(e -> e.getStatusCode() == status)
                .matches(e -> e.getErrorCode().equals(text));
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(4);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.html(502),
                Fault.html(200),
                Fault.html(408),
                Fault.empty(408),
                Fault.html(421),
                Fault.empty(425),
                Fault.empty(200),
                Fault.status(200, "{\"success\":true}"),
                Fault.status(200, "{\"success\":true,\"pinned\":\"true\"}"),
                Fault.status(200, "{\"success\":\"yes\",\"pinned\":true}"),
                Fault.status(200, "{\"pinned\":true}"),
                Fault.truncatedJson(),
                Fault.malformedChunk(),
                Fault.garbage(),
                Fault.connectionClosed(),
                Fault.reset(),
                Fault.appliedThenReset());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void asksAgainWhenNobodyKnows(Fault fault) {
        fake.nextFaults(fault);

        Exchange exchange = pin(whatsapp(fake, FAST), CHAT);

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedChats()).containsExactly(CHAT + "@s.whatsapp.net");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void neverReportsAsDoneWhatNobodyConfirmed(Fault fault) {
        fake.failNext(fault, 2);

        assertThat(pin(whatsapp(fake, FAST, "maxRetries=1"), CHAT).getException())
                .isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void failsWhenTheChatHasAnotherStateThanAskedFor() {
        fake.nextFaults(Fault.status(
                200, "{\"success\":true,\"message\":\"ok\",\"chat_jid\":\"1@s.whatsapp.net\",\"pinned\":false}"));

        assertThat(pin(whatsapp(fake), CHAT).getException(PinNotAppliedException.class))
                .hasMessageEndingWith("the gateway answered that the chat is not pinned")
                .matches(e -> !e.isRetryable() && e.getStatusCode() == 200);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void followsNoRedirectButNamesTheNewHost() {
        fake.nextFaults(Fault.redirect("https://elsewhere.example/api"));

        assertThat(pin(whatsapp(fake), CHAT).getException(UpstreamUnavailableException.class))
                .hasMessageContaining("redirects to elsewhere.example")
                .matches(e -> !e.isRetryable());
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void saysThatTheGatewaySendsToAPageOfItsOwn() {
        fake.nextFaults(Fault.redirect("/maintenance?from=api"));

        assertThat(pin(whatsapp(fake), CHAT).getException(UpstreamUnavailableException.class))
                .hasMessageContaining(" sends to its own page /maintenance (status 302)")
                .matches(e -> !e.isRetryable());
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void namesAProxyThatAsksForCredentials() {
        fake.nextFaults(Fault.html(407));

        assertThat(pin(whatsapp(fake), CHAT).getException(UpstreamUnavailableException.class))
                .hasMessageContaining("proxy")
                .hasMessageNotContaining(CHAT)
                .matches(e -> !e.isRetryable() && e.getStatusCode() == 407);
        assertThat(fake.requests()).hasSize(1);
    }

    /** A wrong pinPath answers so. */
    @Test
    void rejectsAPinWhosePathIsNotFound() {
        fake.nextFaults(Fault.html(404));

        assertThat(pin(whatsapp(fake), CHAT).getException()).isInstanceOf(PinRejectedException.class);
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "UTF-8"})
    void readsAnErrorWhoseEncodingIsNotTheOneItClaims(String claimed) {
        fake.nextFaults(Fault.status(
                401,
                "{\"success\":false,\"error\":{\"message\":\"Invalid token\"}}",
                Map.of("Content-Encoding", claimed)));

        assertThat(pin(whatsapp(fake), CHAT).getException(AuthenticationException.class))
                .matches(e -> e.getStatusCode() == 401 && e.getErrorCode().equals("Invalid token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"error\":\"not supported\"}",
                "{\"success\":false,\"error\":{\"code\":501,\"message\":\"not supported\"}}",
                "{\"success\":false,\"error\":{\"error\":\"not supported\"}}",
                "{\"success\":false,\"error\":{\"message\":{\"text\":\"not supported\"}}}",
                "{\"success\":false,\"error\":[\"not supported\"]}",
                "{\"success\":false,\"error\":null,\"message\":\"not supported\"}",
                "{\"success\":false,\"error\":true,\"message\":[\"not supported\"]}",
                "{\"success\":false,\"error\":\"\",\"message\":\"not supported\"}",
            })
    void readsTheTextWhereverItStands(String body) {
        fake.nextFaults(Fault.status(501, body));

        assertThat(pin(whatsapp(fake), CHAT).getException(PinRejectedException.class))
                .matches(e -> "not supported".equals(e.getErrorCode()));
    }

    @Test
    void guessesTheLimitOfPinsWhereThreeOthersAreRememberedAsPinned() {
        fake.capText("something odd");
        pinThree();

        Exchange exchange = pin(whatsapp(fake, FAST), CHAT);

        assertThat(exchange.getException(PinLimitReachedException.class))
                .hasMessageContaining("something odd; 3 other chats were pinned through this instance")
                .matches(e -> e.isRetryable() && e.getStatusCode() == 500);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "internal error",
                "Internal Server Error",
                "failed to pin chat",
                "failed to pin chat: unknown error",
                "cannot pin this chat",
                "not allowed"
            })
    void guessesTheLimitOfPinsWhereTheTextSaysNothing(String text) {
        pinThree();
        fake.nextFaults(error(500, text));

        assertThat(pin(whatsapp(fake, "maxRetries=0"), CHAT).getException())
                .isInstanceOf(PinLimitReachedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context deadline exceeded",
                "context canceled",
                "failed to pin chat: permission denied",
                "not authenticated",
                "client not ready",
                "server is shutting down",
                "no route to host",
                "deadlock detected",
                "failed to pin chat: request limit exceeded",
                "failed to pin chat: max retries exceeded",
                "failed to pin chat: exceeded time limit",
                "failed to pin chat: info query timed out",
                "websocket not connected",
                "websocket disconnected before info query returned response",
                "info query returned status 429: rate-overlimit",
                "info query returned status 503: service-unavailable",
                "failed to pin chat: info query returned status 419: resource-limit",
                "server returned error updating app state (regular_low)",
                "failed to get app state key: didn't find app state key",
                "no app state keys found, creating app state keys is not yet supported",
                "failed to verify patch v12: mismatching LTHash",
                "the store doesn't contain a device JID",
                "you are not logged in",
                "invalid JID",
                "dial tcp 127.0.0.1:5432: connect: connection refused",
                "read tcp: i/o timeout",
                "write: broken pipe",
                "unexpected EOF",
                "database is locked",
                "pq: too many connections",
                "runtime error: invalid memory address or nil pointer dereference",
                "client is nil",
                "x509: certificate has expired",
                "Rate limit exceeded. Try again later.",
                "session not found",
                "stream:error"
            })
    void doesNotGuessWhereTheTextNamesAnotherCause(String text) {
        pinThree();
        fake.nextFaults(error(500, text));

        assertThat(pin(whatsapp(fake, "maxRetries=0"), CHAT).getException())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessageEndingWith(": status 500, " + text)
                .matches(e -> ((ChatPinException) e).isRetryable());
    }

    private void pinThree() {
        for (String chat : new String[] {"5511900000001", "5511900000002", "5511900000003"}) {
            assertThat(pin(whatsapp(fake), chat).getException()).isNull();
        }
    }

    @Test
    void doesNotGuessWhereOneOfThemIsTheChatItself() {
        for (String chat : new String[] {"5511900000001", "5511900000002", CHAT}) {
            pin(whatsapp(fake), chat);
        }
        fake.failNext(error(500, "something odd"), 2);

        assertThat(pin(whatsapp(fake, FAST, "maxRetries=1"), CHAT + "@s.whatsapp.net")
                        .getException())
                .isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void doesNotGuessAfterOneWasUnpinned() {
        pinThree();
        send(whatsapp(fake), "5511900000002", false);
        fake.nextFaults(error(500, "something odd"));

        assertThat(pin(whatsapp(fake, "maxRetries=0"), CHAT).getException())
                .isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void doesNotBlameTheLimitForAnUnpin() {
        fake.nextFaults(error(500, "maximum of pinned chats"));

        assertThat(send(whatsapp(fake, "maxRetries=0"), CHAT, false).getException())
                .isInstanceOf(UpstreamUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void waitsForTheNextWindowOverTheLimit(int inSeconds) {
        long resetAt = Instant.now().getEpochSecond() + inSeconds;
        fake.nextFaults(Fault.status(
                429,
                "{\"success\":false,\"error\":{\"message\":\"Rate limit exceeded. Try again later.\"}}",
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", String.valueOf(resetAt))));

        Exchange exchange = pin(whatsapp(fake, "retryDelay=1"), CHAT);

        assertThat(exchange.getException()).isNull();
        assertThat(fake.requests()).hasSize(2);
        assertThat(fake.requests().get(1).receivedAt()).isAfterOrEqualTo(Instant.ofEpochSecond(resetAt));
    }

    @Test
    void tellsTheRateLimitOnFailureToo() {
        long resetAt = Instant.now().getEpochSecond() + 30;
        fake.nextFaults(Fault.status(
                429,
                "{\"success\":false,\"error\":{\"message\":\"Rate limit exceeded. Try again later.\"}}",
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", String.valueOf(resetAt))));

        Exchange exchange = pin(whatsapp(fake, "maxRetries=0"), CHAT);

        assertThat(exchange.getException(RateLimitedException.class).getRetryAfter())
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.RATE_LIMIT_REMAINING, Integer.class))
                .isZero();
        assertThat(header(exchange, ChatPinConstants.RATE_LIMIT_RESET, Long.class))
                .isEqualTo(resetAt);
    }

    @Test
    void isNotMisledByAShorterPeriodThanTheGatewaysOwn() {
        long resetAt = Instant.now().getEpochSecond() + 30;
        fake.nextFaults(Fault.status(429, "{}", Map.of("X-RateLimit-Reset", String.valueOf(resetAt))));

        Exchange exchange = pin(whatsapp(fake, "maxRetries=0", "throttleLimit=1", "throttlePeriod=600"), CHAT);

        assertThat(exchange.getException(RateLimitedException.class).getRetryAfter())
                .isGreaterThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795176320000", "999999999999999999", "soon", "-5", ""})
    void staysInOrderWhateverTheGatewaySaysOfItsWindows(String reset) {
        Map<String, String> headers = Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
        fake.nextFaults(
                Fault.status(429, "{}", headers), Fault.status(200, "{\"success\":true,\"pinned\":true}", headers));

        assertThat(pin(whatsapp(fake, FAST), CHAT).getException()).isNull();
        assertThat(pin(whatsapp(fake, FAST), CHAT).getException()).isNull();
    }

    private void assertFailsAtOnce(int status, String text, Class<? extends ChatPinException> type) {
        fake.nextFaults(error(status, text));

        Exchange exchange = pin(whatsapp(fake), CHAT);

        assertThat(exchange.getException(ChatPinException.class))
                .isExactlyInstanceOf(type)
                .matches(e -> !e.isRetryable())
                .matches(e -> e.getStatusCode() == status)
                .matches(e -> e.getErrorCode().equals(text))
                .matches(
                        e -> e.getPlatform().equals("whatsapp") && e.getChatId().equals(CHAT));
        assertThat(fake.requests()).hasSize(1);
    }

    private static Fault error(int status, String text) {
        return Fault.status(status, "{\"success\":false,\"error\":{\"message\":\"%s\"}}".formatted(text));
    }
}
