package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code operation=list} answers. */
class ListRouteTest extends RouteTestSupport {

    private static final String LIST = "operation=list";
    private static final String OPEN_LINES = "method=imopenlines.session.mode.pin";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(120).unlimited());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Test
    void tellsWhichChatsArePinnedInThePortalsOrder() {
        pin(bitrix24(fake), "chat17");
        pin(bitrix24(fake), "256");
        fake.addRecent("chat18");

        assertThat(list(listed()))
                .isEqualTo(List.of(
                        new PinnedChat("bitrix24", "256", "User 256", false),
                        new PinnedChat("bitrix24", "chat17", "Chat 17", false)));
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void isEmptyWhereNothingIsPinned() {
        assertThat(list(listed())).isEmpty();
    }

    @Test
    void looksAtNoChatAndNoState() {
        Exchange exchange = sendMessage(
                bitrix24(fake, LIST),
                List.of("chat17"),
                Map.of(ChatPinConstants.CHAT_ID, "seventeen", ChatPinConstants.PINNED, "perhaps"));

        assertThat(exchange.getException()).isNull();
        assertThat(list(exchange)).isEmpty();
    }

    @Test
    void takesOneRequestForAsManyChatsAsAPortalPins() {
        pinMany(45);
        fake.addRecent(IntStream.range(1000, 1100).mapToObj(i -> "chat" + i).toArray(String[]::new));
        fake.clearRequests();

        Exchange exchange = listed();

        assertThat(list(exchange)).hasSize(45);
        assertThat(fake.requests()).hasSize(1);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
    }

    @Test
    void readsOnWhileAPageEndsOnAPinnedChat() {
        pinMany(120);
        fake.addRecent("chat1000");
        fake.clearRequests();

        Exchange exchange = listed();

        assertThat(list(exchange)).hasSize(120).doesNotHaveDuplicates();
        assertThat(fake.requests()).hasSize(3);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(3);
    }

    @Test
    void asksAgainForAnAnswerThatIsCutOff() {
        pin(bitrix24(fake), "chat17");
        fake.nextFaults(Fault.truncatedJson());

        assertThat(list(listed())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"result\":true}",
                "{\"result\":[]}",
                "{\"result\":{}}",
                "{\"result\":{\"items\":{}}}",
                "{\"result\":{\"items\":[{\"id\":\"chat17\"}]}}",
                "{\"result\":{\"items\":[{\"id\":null,\"pinned\":true}]}}",
                "{\"result\":{\"items\":[{\"id\":\"chat17\",\"pinned\":\"Y\"}]}}",
                "{\"result\":{\"items\":[]}} {}",
                "[]",
                "<html></html>"
            })
    void isNoEmptyListWhereTheAnswerIsNotAsDocumented(String body) {
        fake.failNext(Fault.status(200, body), 2);

        Exchange exchange = send(bitrix24(fake, LIST, "maxRetries=1", "retryDelay=1"), message -> {});

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void endsWhereThePortalAlwaysAnswersTheSamePage() {
        fake.faultWhen(
                request -> true,
                Fault.status(200, "{\"result\":{\"hasMore\":true,\"items\":[{\"id\":\"chat17\",\"pinned\":true}]}}"));

        Exchange exchange = send(bitrix24(fake, LIST, "maxRetries=1", "retryDelay=1"), message -> {});

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void mayHaveAnAnswerOfSomeMegabytes() {
        String item = "{\"id\":\"chat%d\",\"pinned\":%b,\"title\":\"" + "t".repeat(100_000) + "\"}";
        String items = String.join(
                ",",
                IntStream.range(0, 50).mapToObj(i -> item.formatted(i, i < 2)).toList());
        fake.nextFaults(Fault.status(200, "{\"result\":{\"items\":[" + items + "]}}"));

        assertThat(list(listed())).hasSize(2);
    }

    @Test
    void renewsAnExpiredTokenAndGoesOn() {
        fake.expireAccessToken();

        Exchange exchange = send(oauth(fake, LIST), message -> {});

        assertThat(list(exchange)).isEmpty();
        assertThat(fake.renewals()).isEqualTo(1);
    }

    @Test
    void goesInARequestOfItsOwn() {
        pin(bitrix24(fake), "chat17");
        listed();

        assertThat(fake.requests())
                .extracting(RecordedRequest::apiMethod)
                .containsExactly("im.recent.pin", "im.recent.list");
    }

    @Test
    void tellsTheOpenLinesThatArePinnedToTheUserAndNotClosed() {
        fake.openLine(2020);
        fake.openLine(2021);
        fake.openLineOf(2022, 7, true);
        fake.openLine(2023);
        pin(bitrix24(fake, OPEN_LINES), "2020");
        pin(bitrix24(fake, OPEN_LINES), "2023");
        fake.closeOpenLine(2023);
        fake.clearRequests();

        Exchange exchange = send(bitrix24(fake, LIST, OPEN_LINES), message -> {});

        assertThat(RouteTestSupport.<PinnedChat>list(exchange))
                .extracting(PinnedChat::chatId)
                .containsExactly("2020");
        assertThat(fake.requests()).hasSize(1);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void asksOnceWhoTheUserOfAnAccessTokenIs() {
        String uri = oauth(fake, LIST, OPEN_LINES);
        fake.openLine(2020);
        pin(oauth(fake, OPEN_LINES), "2020");
        fake.clearRequests();

        send(uri, message -> {});
        Exchange second = send(uri, message -> {});

        assertThat(RouteTestSupport.<PinnedChat>list(second))
                .extracting(PinnedChat::chatId)
                .containsExactly("2020");
        assertThat(fake.requests())
                .extracting(RecordedRequest::apiMethod)
                .containsExactly("profile", "im.recent.get", "im.recent.get");
    }

    @Test
    void asksOnceWhoTheUserIsForListsThatComeTogether() {
        String uri = oauth(fake, LIST, OPEN_LINES);
        List<CompletableFuture<Exchange>> lists = IntStream.range(0, 4)
                .mapToObj(i -> template.asyncSend(uri, message -> {}))
                .toList();

        assertThat(lists)
                .allSatisfy(exchange -> assertThat(list(exchange.join())).isEmpty());
        assertThat(fake.requests())
                .extracting(RecordedRequest::apiMethod)
                .containsOnlyOnce("profile")
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":{\"items\":true}}",
                "{\"result\":{\"items\":[]}}",
                "{\"result\":[{\"chat_id\":2020}]}",
                "{\"result\":[{\"chat_id\":2020,\"chat\":{\"entity_data_1\":\"Y|LEAD\"}}]}",
                "{\"result\":[{\"chat_id\":\"x\",\"chat\":{\"entity_data_1\":\"\"}}]}"
            })
    void isNoEmptyListWhereOpenLinesAreNotAsDocumented(String body) {
        fake.failNext(Fault.status(200, body), 2);

        Exchange exchange = send(bitrix24(fake, LIST, OPEN_LINES, "maxRetries=1", "retryDelay=1"), message -> {});

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void isWhatIsRememberedWhereTheGatewayCannotTell() {
        pin(whatsapp(ryze), "+55 11 99999-0001");
        pin(whatsapp(ryze), "5511999990002@s.whatsapp.net");
        pin(whatsapp(ryze), "120363024567890123@g.us");
        send(whatsapp(ryze), "5511999990001", false);
        ryze.clearRequests();

        Exchange exchange = send(whatsapp(ryze, LIST), message -> {});

        assertThat(list(exchange))
                .isEqualTo(List.of(
                        new PinnedChat("whatsapp", "120363024567890123@g.us", null, true),
                        new PinnedChat("whatsapp", "5511999990002", null, true)));
        assertThat(ryze.requests()).isEmpty();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isZero();
    }

    private Exchange listed() {
        return send(bitrix24(fake, LIST), message -> {});
    }

    private void pinMany(int chats) {
        List<String> ids =
                IntStream.rangeClosed(1, chats).mapToObj(i -> "chat" + i).toList();
        assertThat(sendMessage(bitrix24(fake), ids, Map.of()).getException()).isNull();
    }
}
