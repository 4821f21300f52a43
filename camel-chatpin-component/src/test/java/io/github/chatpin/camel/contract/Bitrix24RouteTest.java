package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.Credentials;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bitrix24RouteTest extends RouteTestSupport {

    private static final String OPEN_LINES = "method=imopenlines.session.mode.pin";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(200));

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Test
    void pinsAChat() {
        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(new PinResult("bitrix24", "chat17", true, null, null));
        assertThat(fake.isPinned("chat17")).isTrue();
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void unpinsAChat() {
        pin(bitrix24(fake), "chat17");

        Exchange exchange = send(bitrix24(fake), "chat17", "N");

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isFalse();
        assertThat(fake.isPinned("chat17")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"chat17, chat17", "CHAT0017, chat17", "256, 256", "007, 7", "chat0, chat0"})
    void sendsALonePinAsAPlainCallWithAnExplicitState(String chatId, String sent) {
        Exchange exchange = send(bitrix24(fake), chatId, false);

        RecordedRequest request = fake.requests().get(0);
        assertThat(request.apiMethod()).isEqualTo("im.recent.pin");
        assertThat(request.parameters()).isEqualTo(Map.of("DIALOG_ID", sent, "PIN", "N"));
        assertThat(exchange.getMessage().getBody(PinResult.class).chatId()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "chat",
                "17chat",
                "chat-1",
                "chat17&PIN=N",
                "user256",
                "chat 17",
                "chat\u00a017",
                "chat\ufeff17",
                "chat17\n18",
                "chat17\u0000",
                "chat1.5",
                "-5",
                "٢٥٦",
                "1234567890123456789"
            })
    void sendsNothingForAnIdThatIsNone(String chatId) {
        Exchange exchange = pin(bitrix24(fake), chatId);

        assertThat(exchange.getException(InvalidPinRequestException.class))
                .hasMessage("The chat id is not one of im.recent.pin: use chat17, sg5 or a user's number such as 256")
                .matches(e -> e.getChatId().equals(chatId) && e.getStatusCode() == 0 && !e.isRetryable());
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isZero();
        assertThat(fake.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm5", "CRM5", "crm0005", " crm5\n"})
    void sendsNothingForAnItemOfTheCrm(String chatId) {
        Exchange exchange = pin(bitrix24(fake), chatId);

        assertThat(exchange.getException(InvalidPinRequestException.class))
                .hasMessageContaining("Bitrix24 answers true to the id of a CRM item, such as crm5, and pins nothing")
                .hasMessageContaining("im.chat.get")
                .matches(e -> e.getChatId().equals(chatId.strip()) && !e.isRetryable());
        assertThat(fake.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020", "chat2020", "CHAT2020", "002020", "chat2020\r\n", "\ufeff2020\u00a0"})
    void pinsAnOpenLineByItsNumber(String chatId) {
        fake.openLine(2020);

        Exchange exchange = pin(bitrix24(fake, OPEN_LINES), chatId);

        assertThat(exchange.getMessage().getBody(PinResult.class).chatId()).isEqualTo("2020");
        assertThat(fake.requests().get(0).parameters()).isEqualTo(Map.of("CHAT_ID", 2020, "ACTIVATE", "Y"));
        assertThat(fake.isOpenLinePinned(2020)).isTrue();
    }

    @Test
    void unpinsAnOpenLine() {
        fake.openLine(2020);
        pin(bitrix24(fake, OPEN_LINES), 2020);

        send(bitrix24(fake, OPEN_LINES), 2020, false);

        assertThat(fake.isOpenLinePinned(2020)).isFalse();
    }

    @Test
    void sendsNothingForAnIdThatIsNoOpenLines() {
        assertThat(pin(bitrix24(fake, OPEN_LINES), "sg5").getException())
                .isInstanceOf(InvalidPinRequestException.class);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void pinsAndUnpinsAllOpenLines() {
        long first = fake.openLine(2020);
        long second = fake.openLine(2024);

        Exchange pinned = pin(bitrix24(fake, "operation=pinAll"), "ignored");
        assertThat(RouteTestSupport.<Long>list(pinned)).containsExactlyInAnyOrder(first, second);
        assertThat(fake.pinnedOpenLines()).containsExactlyInAnyOrder(2020L, 2024L);

        Exchange unpinned = pin(bitrix24(fake, "operation=unpinAll"), "ignored");
        assertThat(RouteTestSupport.<Long>list(unpinned)).containsExactlyInAnyOrder(first, second);
        assertThat(fake.pinnedOpenLines()).isEmpty();
        assertThat(header(unpinned, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(fake.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[] | ", "[339,337] | 339,337", "{\"1\":\"339\"} | 339", "{\"0\":5} | 5"})
    void readsPhpsListsAndMapsOfSessions(String result, String sessions) {
        fake.nextFaults(Fault.status(200, "{\"result\":" + result + "}"));

        List<Long> expected = sessions == null
                ? List.of()
                : List.of(sessions.split(",")).stream().map(Long::valueOf).toList();
        assertThat(pin(bitrix24(fake, "operation=pinAll"), null).getMessage().getBody())
                .isEqualTo(expected);
    }

    @Test
    void sendsAnAccessTokenInTheBody() {
        String uri = "chatpin:bitrix24?portalUrl=%s&accessToken=%s".formatted(fake.url(), fake.accessToken());

        assertThat(pin(uri, "chat17").getException()).isNull();
        assertThat(fake.requests().get(0).credentials()).isEqualTo(Credentials.ACCESS_TOKEN);
        assertThat(fake.requests().get(0).path()).isEqualTo("/rest/im.recent.pin");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void failsWithAnAccessTokenThatHasExpired() {
        String uri = "chatpin:bitrix24?portalUrl=%s&accessToken=%s".formatted(fake.url(), fake.accessToken());
        fake.expireAccessToken();

        assertThat(pin(uri, "chat17").getException(AuthenticationException.class))
                .matches(e -> e.getErrorCode().equals("expired_token") && e.getStatusCode() == 401);
        assertThat(fake.requests()).hasSize(1);
    }

    /** As a cache of endpoints does with more tenants than it holds, while their producers are still cached. */
    @Test
    void goesOnWithAProducerWhoseEndpointWasStopped() {
        pin(bitrix24(fake), "chat17");
        context.getEndpoint(bitrix24(fake)).stop();

        assertThat(pin(bitrix24(fake, "maxRetries=0"), "chat18").getException()).isNull();
        assertThat(pin(bitrix24(fake), "chat19").getException()).isNull();
    }

    @Test
    void tellsWhatThePortalTold() {
        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.BATCH_SIZE, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.OPERATING, Double.class)).isZero();
        assertThat(header(exchange, ChatPinConstants.OPERATING_RESET_AT, Long.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader(ChatPinConstants.CHAT_JID)).isNull();
        assertThat(exchange.getMessage().getHeader(ChatPinConstants.RATE_LIMIT_RESET))
                .isNull();
    }

    @Test
    void tellsNothingOfTheOperatingTimeWhereThePortalDoesNot() {
        fake.operatingReported(false);

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(ChatPinConstants.OPERATING, ChatPinConstants.OPERATING_RESET_AT);
    }

    @Test
    void passesOtherHeadersThroughAndNeverWritesItsInput() {
        Exchange exchange = sendMessage(
                bitrix24(fake),
                null,
                Map.of(
                        ChatPinConstants.CHAT_ID,
                        "CHAT17",
                        ChatPinConstants.PINNED,
                        "yes",
                        "CamelHttpUri",
                        "https://evil.example",
                        "order",
                        4711));

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(ChatPinConstants.CHAT_ID, "CHAT17")
                .containsEntry(ChatPinConstants.PINNED, "yes")
                .containsEntry("CamelHttpUri", "https://evil.example")
                .containsEntry("order", 4711);
        assertThat(exchange.getMessage().getHeaders().keySet().stream().filter(name -> name.startsWith("CamelHttp")))
                .hasSize(1);
    }

    @Test
    void clearsWhatAnEarlierEndpointTold() {
        Exchange exchange = sendMessage(
                bitrix24(fake),
                null,
                Map.of(
                        ChatPinConstants.CHAT_ID,
                        "nonsense",
                        ChatPinConstants.CHAT_JID,
                        "old",
                        ChatPinConstants.ATTEMPTS,
                        9,
                        ChatPinConstants.RATE_LIMIT_REMAINING,
                        9));

        assertThat(exchange.getException()).isInstanceOf(InvalidPinRequestException.class);
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(ChatPinConstants.CHAT_JID, ChatPinConstants.RATE_LIMIT_REMAINING)
                .containsEntry(ChatPinConstants.ATTEMPTS, 0);
    }

    @Test
    void sendsABulkInBatches() {
        List<String> chats =
                IntStream.rangeClosed(1, 120).mapToObj(i -> "chat" + i).toList();

        Exchange exchange = sendMessage(bitrix24(fake), chats, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(RouteTestSupport.<PinResult>list(exchange))
                .extracting(PinResult::chatId)
                .isEqualTo(chats);
        assertThat(fake.pinnedDialogs()).hasSize(120);
        assertThat(fake.requests())
                .hasSize(3)
                .allMatch(request -> request.apiMethod().equals("batch"))
                .extracting(request -> request.commands().size())
                .containsExactlyInAnyOrder(50, 50, 20);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(3);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void sendsABulkOneByOneWhereBatchingIsOff() {
        sendMessage(bitrix24(fake, "batchSize=1"), List.of("chat1", "chat2", "chat3"), Map.of());

        assertThat(fake.requests()).hasSize(3).allMatch(request -> request.apiMethod()
                .equals("im.recent.pin"));
    }

    @Test
    void makesAnEmptyResultOfAnEmptyBulk() {
        Exchange exchange = sendMessage(bitrix24(fake), List.of(), Map.of());

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of());
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isZero();
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void tellsEachFailureOfABulk() {
        fake.denyAccess("chat2");
        fake.notMember("chat4");

        Exchange exchange = sendMessage(
                bitrix24(fake), List.of("chat1", "chat2", "bad", "chat4", new PinRequest("chat5", false)), Map.of());

        BulkPinException failure = exchange.getException(BulkPinException.class);
        assertThat(failure)
                .hasMessage("3 of 5 pins failed; the first, item 1: im.recent.pin of chat2 at %s: 200 ACCESS_ERROR, You"
                                .formatted(fake.url())
                        + " don't have permission to pin this chat")
                .matches(e -> !e.isRetryable() && e.getPlatform().equals("bitrix24"));
        assertThat(failure.getResults())
                .containsExactly(
                        new PinResult("bitrix24", "chat1", true, null, null),
                        new PinResult("bitrix24", "chat5", false, null, null));
        assertThat(failure.getFailures()).extracting(PinFailure::index).containsExactly(1, 2, 3);
        assertThat(failure.getFailures())
                .extracting(pin -> pin.cause().getClass().getSimpleName())
                .containsExactly("PinRejectedException", "InvalidPinRequestException", "PinNotAppliedException");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
    }

    @Test
    void failsABulkOfMalformedItemsWithoutACall() {
        Exchange exchange = sendMessage(bitrix24(fake), List.of("bad", "worse"), Map.of());

        assertThat(exchange.getException(BulkPinException.class).getFailures()).hasSize(2);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void isRetryableAsABulkIfAnyOfItsFailuresIs() {
        fake.failNext(Fault.html(502), 1);

        Exchange exchange = sendMessage(bitrix24(fake, "maxRetries=0"), List.of("chat1", "bad"), Map.of());

        assertThat(exchange.getException(BulkPinException.class).isRetryable()).isTrue();
    }

    @Test
    void keepsTheOrderOfOneChatInABulk() {
        sendMessage(
                bitrix24(fake),
                List.of(new PinRequest("chat1", true), new PinRequest("CHAT01", false), new PinRequest("chat1", true)),
                Map.of());

        assertThat(fake.requests())
                .extracting(request -> request.parameter("PIN").orElseThrow())
                .containsExactly("Y", "N", "Y");
    }
}
