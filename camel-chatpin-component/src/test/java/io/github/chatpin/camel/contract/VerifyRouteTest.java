package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.Bitrix24Generation;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code verify=true} does. */
class VerifyRouteTest extends RouteTestSupport {

    private static final String VERIFY = "verify=true";
    private static final String OPEN_LINES = "method=imopenlines.session.mode.pin";
    private static final String SHOWS_NONE =
            "{\"result\":{\"result\":{\"c0\":true,\"c1\":{\"items\":[]}},\"result_error\":[]}}";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(120));

    private final FakeBitrix24 fake = BITRIX24.fake();

    @ParameterizedTest
    @EnumSource(Bitrix24Generation.class)
    void looksAtTheListInTheSameRequest(Bitrix24Generation generation) {
        fake.generation(generation);
        fake.addRecent("chat1");
        Exchange exchange = pin(bitrix24(fake, VERIFY), "chat1");

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isTrue();
        assertThat(fake.requests()).singleElement().satisfies(request -> assertThat(request.commands())
                .extracting(RecordedRequest.Command::method)
                .containsExactly("im.recent.pin", "im.recent.list"));
        assertThat(header(exchange, ChatPinConstants.BATCH_SIZE, Integer.class)).isEqualTo(1);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void looksAtTheListBehindAnUnpin() {
        pin(bitrix24(fake), "chat1");

        Exchange exchange = send(bitrix24(fake, VERIFY), "chat1", false);

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isFalse();
    }

    @Test
    void looksOnceAtTheListForFortyNineOfABulk() {
        Exchange exchange = bulk(49);

        assertThat(exchange.getException()).isNull();
        assertThat(fake.requests()).singleElement().satisfies(request -> assertThat(request.commands())
                .hasSize(50));
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
    }

    @Test
    void readsOnWhereAPageEndsOnAPinnedChat() {
        Exchange exchange = bulk(60);
        Exchange again = bulk(60);

        assertThat(exchange.getException()).isNull();
        assertThat(again.getException()).isNull();
        assertThat(fake.pinnedDialogs()).hasSize(60);
    }

    @Test
    void looksAtTheListInARequestOfItsOwnWithoutBatches() {
        pin(bitrix24(fake, VERIFY, "batchSize=1"), "chat1");

        assertThat(methods()).containsExactly("im.recent.pin", "im.recent.list");
    }

    @Test
    void pinsAgainWhatTheListDoesNotShow() {
        fake.nextFaults(Fault.status(200, SHOWS_NONE));

        Exchange exchange = pin(bitrix24(fake, VERIFY, "retryDelay=1"), "chat1");

        assertThat(exchange.getException()).isNull();
        assertThat(methods()).containsExactly("batch", "batch");
        assertThat(fake.isPinned("chat1")).isTrue();
    }

    @Test
    void failsWhereTheListNeverShowsIt() {
        fake.failNext(Fault.status(200, SHOWS_NONE), 3);

        Exchange exchange = pin(bitrix24(fake, VERIFY, "maxRetries=2", "retryDelay=1"), "chat1");

        PinNotAppliedException failure = exchange.getException(PinNotAppliedException.class);
        assertThat(failure).hasMessageContaining("the list of pinned chats does not show it");
        assertThat(failure.getChatId()).isEqualTo("chat1");
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void asksForTheListAloneWhereOnlyThatFailed() {
        fake.nextFaults(
                Fault.status(
                        200,
                        "{\"result\":{\"result\":{\"c0\":true},\"result_error\":{\"c1\":{\"error\":\"INTERNAL_SERVER_ERROR\"}}}}"));
        pin(bitrix24(fake), "chat1");
        fake.clearRequests();
        fake.nextFaults(
                Fault.status(
                        200,
                        "{\"result\":{\"result\":{\"c0\":true},\"result_error\":{\"c1\":{\"error\":\"INTERNAL_SERVER_ERROR\"}}}}"));

        Exchange exchange = pin(bitrix24(fake, VERIFY, "retryDelay=1"), "chat1");

        assertThat(methods()).startsWith("batch", "im.recent.list");
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void failsWhereTheListCannotBeHad() {
        fake.faultWhen(
                request -> true, Fault.status(200, "{\"result\":{\"result\":{\"c0\":true},\"result_error\":[]}}"));

        Exchange exchange = pin(bitrix24(fake, VERIFY, "maxRetries=1", "retryDelay=1"), "chat1");

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void saysWhatTheListShowsWhereThePortalAnswersFalse() {
        fake.generation(Bitrix24Generation.BEFORE_26_150);
        fake.hide("chat1");

        Exchange exchange = pin(bitrix24(fake, VERIFY), "chat1");

        assertThat(exchange.getException(PinNotAppliedException.class))
                .hasMessageContaining("the list shows 0 pinned chats, and not this one");
    }

    @Test
    void verifiesOpenLines() {
        fake.openLine(2020);

        Exchange exchange = pin(bitrix24(fake, VERIFY, OPEN_LINES), "2020");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.requests()).singleElement().satisfies(request -> assertThat(request.commands())
                .extracting(RecordedRequest.Command::method)
                .containsExactly("imopenlines.session.mode.pin", "im.recent.get"));
    }

    @Test
    void asksFirstWhoseAnAccessTokenIs() {
        fake.openLine(2020);

        Exchange exchange = pin(oauth(fake, VERIFY, OPEN_LINES), "2020");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.isOpenLinePinned(2020)).isTrue();
    }

    @Test
    void findsTheChatOfAGroupFirst() {
        fake.sonetGroup(5, 1305);

        Exchange exchange = pin(bitrix24(fake, VERIFY), "sg5");

        assertThat(exchange.getMessage().getBody(PinResult.class).chatId()).isEqualTo("chat1305");
        assertThat(methods()).containsExactly("im.dialog.get", "batch");
    }

    @Test
    void looksAtTheListAheadAndBehindUnderACap() {
        pin(bitrix24(fake), "chat1");
        fake.clearRequests();

        Exchange exchange = pin(bitrix24(fake, VERIFY, "pinLimitPolicy=evictOldest", "pinLimit=1"), "chat2");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
        assertThat(methods()).containsExactly("im.recent.list", "batch");
        assertThat(fake.requests().get(1).commands()).hasSize(3);
    }

    private Exchange bulk(int chats) {
        List<String> ids =
                IntStream.rangeClosed(1, chats).mapToObj(i -> "chat" + i).toList();
        return sendMessage(bitrix24(fake, VERIFY), ids, Map.of());
    }

    private List<String> methods() {
        return fake.requests().stream().map(RecordedRequest::apiMethod).toList();
    }
}
