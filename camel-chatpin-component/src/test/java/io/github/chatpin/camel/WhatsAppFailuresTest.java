package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.spi.RateLimit;
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
        "500, max_pinned_chats",
        "500, pinnedChatsLimit reached",
        "400, cannot pin more than 3 chats",
        "500, Too many pinned chats",
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
        "500, 'could not pin chat, gateway takes up to 30 seconds'",
        "502, Bad gateway",
        "503, Instance is not connected to WhatsApp",
        "400, Instance is not connected to WhatsApp",
        "409, version mismatch",
        "500, conflict: app state patch",
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
    void guessesTheLimitOfPinsWhereThreeOthersAreRememberedAsPinned() {
        fake.capText("something odd");
        for (String chat : new String[] {"5511900000001", "5511900000002", "5511900000003"}) {
            assertThat(pin(whatsapp(fake), chat).getException()).isNull();
        }

        Exchange exchange = pin(whatsapp(fake, FAST), CHAT);

        assertThat(exchange.getException(PinLimitReachedException.class))
                .hasMessageContaining("something odd; three other chats were pinned through this instance")
                .matches(e -> e.isRetryable() && e.getStatusCode() == 500);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(4);
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
        for (String chat : new String[] {"5511900000001", "5511900000002", "5511900000003"}) {
            pin(whatsapp(fake), chat);
        }
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
