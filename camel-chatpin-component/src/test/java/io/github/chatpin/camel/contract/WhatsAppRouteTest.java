package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API = new FakeRyzeApiExtension();

    private final FakeRyzeApi fake = RYZE_API.fake();

    @Test
    void pinsAChat() {
        Exchange exchange = pin(whatsapp(fake), "5511999999999");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(new PinResult(
                        "whatsapp", "5511999999999", true, "5511999999999@s.whatsapp.net", "Chat pinned successfully"));
        assertThat(fake.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void unpinsAChat() {
        pin(whatsapp(fake), "5511999999999");

        Exchange exchange = send(whatsapp(fake), "5511999999999", "no");

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isFalse();
        assertThat(fake.pinnedChats()).isEmpty();
    }

    @Test
    void sendsTypedJsonAndTheTokenInItsHeader() {
        send(whatsapp(fake), 5511999999999L, 0);

        assertThat(fake.requests().get(0).parameters()).isEqualTo(Map.of("number", "5511999999999", "pin", false));
        assertThat(fake.requests().get(0).path()).isEqualTo("/api/chat/pinChat/" + fake.instance());
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void tellsTheServersNameOfTheChatAndWhatIsLeftOfTheWindow() {
        fake.canonicalJid("5511999999999", "551199999999@s.whatsapp.net");

        Exchange exchange = pin(whatsapp(fake), "+55 (11) 99999-9999");

        assertThat(header(exchange, ChatPinConstants.CHAT_JID, String.class)).isEqualTo("551199999999@s.whatsapp.net");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.BATCH_SIZE, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.RATE_LIMIT_REMAINING, Integer.class))
                .isEqualTo(99);
        assertThat(header(exchange, ChatPinConstants.RATE_LIMIT_RESET, Long.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader(ChatPinConstants.OPERATING)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "+55 11 99999-9999, 5511999999999",
        "55.11.99999.9999, 5511999999999",
        "+52 1 (55) 1234 5678, 5215512345678",
        "' +55 11 99999-9999\t', 5511999999999",
        "(+55) 11 99999-9999, 5511999999999",
        "+55 11 99999\u20119999, 5511999999999",
        "\u202a+55\u00a011\u200999999\u20139999\u202c, 5511999999999",
        "5511999999999@s.whatsapp.net, 5511999999999@s.whatsapp.net",
        "'\ufeff5511999999999@s.whatsapp.net\n', 5511999999999@s.whatsapp.net",
        "\u2028+55 11 99999-9999\u0085, 5511999999999",
        "5511999999999@c.us, 5511999999999@s.whatsapp.net",
        "5511999999999@C.US, 5511999999999@s.whatsapp.net",
        "5511999999999:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
        "5511999999999:0@c.us, 5511999999999@s.whatsapp.net",
        "5511999999999.0:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
        "5511999999999_1:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
        "123456789012345:76@lid, 123456789012345@lid",
        "123456789012345.1:76@lid, 123456789012345@lid",
        "123456789012345@LID, 123456789012345@lid",
        "120363025246125486@g.us, 120363025246125486@g.us",
        "5511999999999-1600000000@g.us, 5511999999999-1600000000@g.us",
        "120363025246125486@newsletter, 120363025246125486@newsletter"
    })
    void cleansIdsButNeverAddsOrDropsADigitOfAChat(String chatId, String sent) {
        Exchange exchange = pin(whatsapp(fake), chatId);

        assertThat(fake.requests().get(0).parameters()).containsEntry("number", sent);
        assertThat(exchange.getMessage().getBody(PinResult.class).chatId()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "00 55 11 99999-9999, 5511999999999",
        "005511999999999, 5511999999999",
        "(00) 55.11.99999.9999, 5511999999999",
        "+00 55 11 99999-9999, 5511999999999",
        "00123456789012345, 123456789012345",
        "0055119, 55119"
    })
    void takesALeadingDoubleZeroForAPlus(String chatId, String sent) {
        assertThat(pin(whatsapp(fake), chatId)
                        .getMessage()
                        .getBody(PinResult.class)
                        .chatId())
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "chat17",
                "001234",
                "0012345678901234567",
                "00 055 11 99999-9999",
                "5511999999999:12",
                "5511999999999:@s.whatsapp.net",
                "5511999999999:x@s.whatsapp.net",
                "5511999999999:12:13@s.whatsapp.net",
                "120363025246125486:12@g.us",
                "120363025246125486:12@newsletter",
                "5511999999999@c.us.example.com",
                "55119 99999999@c.us",
                "1234",
                "1234567890123456",
                "55 11 99999 9999 ext 5",
                "55+11999999999",
                "someone@s.whatsapp.net",
                "5511999999999@example.com",
                "5511999999999@s.whatsapp.net.example.com",
                "55119999@99999",
                "++5511999999999",
                "٥٥١١٩٩٩٩٩٩"
            })
    void sendsNothingForAnIdThatIsNone(String chatId) {
        Exchange exchange = pin(whatsapp(fake), chatId);

        assertThat(exchange.getException(InvalidPinRequestException.class))
                .matches(e -> e.getChatId().equals(chatId) && e.getStatusCode() == 0 && !e.isRetryable());
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isZero();
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void takesATokenForTheWholeAccountAsWell() {
        String uri = "chatpin:whatsapp?gatewayUrl=%s&instance=%s&token=%s"
                .formatted(fake.url(), fake.instance(), fake.accountToken());

        assertThat(pin(uri, "5511999999999").getException()).isNull();
    }

    @Test
    void encodesTheInstanceInThePath() {
        String token = fake.addInstance("Sales & Söhne/1");

        Exchange exchange = pin(
                "chatpin:whatsapp?gatewayUrl=%s&instance=RAW(Sales & Söhne/1)&token=%s".formatted(fake.url(), token),
                "5511999999999");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedChats("Sales & Söhne/1")).hasSize(1);
    }

    @Test
    void usesThePathOfOlderGateways() {
        try (FakeRyzeApi older = FakeRyzeApi.builder().pinPath("/api/chat/pin").start()) {

            assertThat(pin(whatsapp(older, "pinPath=/api/chat/pin"), "5511999999999")
                            .getException())
                    .isNull();
        }
    }

    @Test
    void changesOneChatAtATime() {
        fake.latency(Duration.ofMillis(30));
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 8)
                .mapToObj(i -> template.asyncSend(whatsapp(fake), exchange -> {
                    exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "551190000000" + i);
                    exchange.getMessage().setHeader(ChatPinConstants.PINNED, false);
                }))
                .toList();

        assertThat(exchanges).allMatch(exchange -> exchange.join().getException() == null);
        assertThat(fake.conflicts()).isZero();
    }

    @Test
    void doesBulksOneByOne() {
        Exchange exchange = sendMessage(
                whatsapp(fake),
                List.of("5511900000001", new PinRequest("5511900000002", true), Map.of("chatId", 5511900000003L)),
                Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(RouteTestSupport.<PinResult>list(exchange))
                .extracting(PinResult::chatId)
                .containsExactly("5511900000001", "5511900000002", "5511900000003");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(3);
        assertThat(fake.requests()).hasSize(3);
    }
}
