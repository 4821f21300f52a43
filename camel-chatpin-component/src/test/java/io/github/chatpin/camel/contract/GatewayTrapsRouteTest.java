package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.InstanceState;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only one gateway does, and by hand goes wrong. */
class GatewayTrapsRouteTest extends RouteTestSupport {

    private static final String NUMBER = "5511999999991";
    private static final String JID = NUMBER + "@s.whatsapp.net";

    private FakeGateway fake;

    private FakeGateway started(FakeGateway started) {
        fake = started;
        fake.addChat(JID, "Ana");
        return fake;
    }

    @AfterEach
    void nothingWasAskedThatNoCorrectClientAsks() {
        assertThat(fake.violations()).isEmpty();
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void pinsWithEachVersionOfGowa(int version) {
        started(FakeGateway.gowa().gowaVersion(version).start());
        String uri = whatsapp(fake);

        assertThat(pin(version == 7 ? uri.replace("&instance=acme", "") : uri, NUMBER)
                        .getException())
                .isNull();
        assertThat(fake.pinnedChats()).containsExactly(JID);
    }

    @Test
    void needsNoDeviceAndNoCredentialWhereGowaHasNone() {
        started(FakeGateway.gowa().withoutToken().start());

        assertThat(pin("chatpin:whatsapp?gateway=gowa&gatewayUrl=" + fake.url(), NUMBER)
                        .getException())
                .isNull();
        assertThat(fake.requests().get(0).headers()).doesNotContainKeys("authorization", "x-device-id");
    }

    @Test
    void needsADeviceWhereGowaHasSeveral() {
        started(FakeGateway.gowa().start()).addSession("second");

        assertThat(pin(whatsapp(fake).replace("&instance=acme", ""), NUMBER)
                        .getException(PinRejectedException.class)
                        .getErrorCode())
                .isEqualTo("DEVICE_ID_REQUIRED");
        assertThat(pin(whatsapp(fake), NUMBER).getException()).isNull();
    }

    @Test
    void gowasSessionThatHasEndedIsACredentialsFault() {
        started(FakeGateway.gowa().start()).state("acme", InstanceState.LOGGED_OUT);

        assertThat(pin(whatsapp(fake), NUMBER).getException()).isInstanceOf(AuthenticationException.class);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void aDeviceOfGowasThatDoesNotExistIsRejected() {
        started(FakeGateway.gowa().start());

        assertThat(pin(whatsapp(fake).replace("instance=acme", "instance=none"), NUMBER)
                        .getException())
                .isInstanceOf(PinRejectedException.class);
    }

    @Test
    void asksGowaAgainWhetherANumberExists() {
        started(FakeGateway.gowa().start()).failLookUps(1);

        Exchange exchange = pin(whatsapp(fake, "retryDelay=1"), NUMBER);

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void rejectsANumberThatGowaNeverFinds() {
        started(FakeGateway.gowa().start()).notOnWhatsApp(NUMBER);

        Exchange exchange = pin(whatsapp(fake, "retryDelay=1", "maxRetries=2"), NUMBER);

        assertThat(exchange.getException(PinRejectedException.class).isRetryable())
                .isFalse();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(3);
    }

    @Test
    void waitsAsLongAsOpenWaWants() {
        started(FakeGateway.openWa().limits(2, 100, 1000).start());

        List<Exchange> exchanges = List.of(
                pin(whatsapp(fake, "retryDelay=1"), NUMBER),
                pin(whatsapp(fake, "retryDelay=1"), NUMBER),
                pin(whatsapp(fake, "retryDelay=1"), NUMBER));

        assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
        assertThat(fake.rejected()).isLessThanOrEqualTo(1);
    }

    @Test
    void tellsThatOpenWaRefusesAFourthPin() {
        started(FakeGateway.openWa().start());
        pinThreeByHand();

        assertThat(pin(whatsapp(fake), NUMBER)
                        .getException(PinLimitReachedException.class)
                        .isRetryable())
                .isFalse();
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void tellsThatWwebjsRefusesAFourthPin() {
        started(FakeGateway.wwebjs().start());
        pinThreeByHand();

        assertThat(pin(whatsapp(fake), NUMBER)
                        .getException(PinLimitReachedException.class)
                        .getStatusCode())
                .isEqualTo(200);
    }

    /** The list's own order tells nothing of age there. */
    @ParameterizedTest
    @ValueSource(strings = {"openwa", "wwebjs"})
    void evictsNothingThatItDoesNotRemember(String gateway) {
        started(
                gateway.equals("openwa")
                        ? FakeGateway.openWa().start()
                        : FakeGateway.wwebjs().start());
        pinThreeByHand();

        assertThat(pin(whatsapp(fake, "pinLimitPolicy=evictOldest"), NUMBER).getException())
                .isInstanceOf(PinLimitReachedException.class);
        assertThat(fake.pinnedChats()).hasSize(3);
    }

    @Test
    void evictsTheOldestPinThatWppConnectLists() {
        started(FakeGateway.wppConnect().start());
        pinThreeByHand();

        Exchange exchange = pin(whatsapp(fake, "pinLimitPolicy=evictOldest"), NUMBER);

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("5511900000000");
        assertThat(fake.pinnedChats())
                .doesNotContain("5511900000000@s.whatsapp.net")
                .contains(JID);
    }

    @Test
    void doesNotTakeAListWithoutTheFlagForAnEmptyOne() {
        started(FakeGateway.openWa().listsPins(false).start());

        Exchange exchange = sendMessage(
                whatsapp(fake, "operation=sync", "retryDelay=1", "maxRetries=1"), List.of(NUMBER), Map.of());

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.pinnedChats()).isEmpty();
    }

    @Test
    void readsAllPagesOfOpenWasList() {
        started(FakeGateway.openWa().start());
        for (int i = 0; i < 1200; i++) {
            fake.addChat((5_511_900_000_000L + i) + "@s.whatsapp.net", "Chat " + i);
        }
        fake.pinByHand("5511900000000@s.whatsapp.net");
        fake.pinByHand("5511900001199@s.whatsapp.net");

        Exchange exchange = pin(whatsapp(fake, "operation=list"), null);

        assertThat(RouteTestSupport.<PinnedChat>list(exchange))
                .extracting(PinnedChat::chatId)
                .containsExactlyInAnyOrder("5511900000000", "5511900001199");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void needsNoKeyWhereWwebjsHasNone() {
        started(FakeGateway.wwebjs().withoutToken().start());

        String uri = "chatpin:whatsapp?gateway=wwebjs&instance=acme&gatewayUrl=" + fake.url();

        assertThat(pin(uri, NUMBER).getException()).isNull();
    }

    @Test
    void asksWwebjsAgainAfterItsPageHung() {
        started(FakeGateway.wwebjs().start());
        fake.nextFaults(Fault.status(
                404, "{\"success\":false,\"error\":\"Runtime.callFunctionOn timed out. Increase the timeout\"}"));

        assertThat(pin(whatsapp(fake, "retryDelay=1"), NUMBER).getException()).isNull();
    }

    @Test
    void aSessionOfWwebjsThatDoesNotExistIsRejected() {
        started(FakeGateway.wwebjs().start());

        assertThat(pin(whatsapp(fake).replace("instance=acme", "instance=none"), NUMBER)
                        .getException())
                .isInstanceOf(PinRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234@lid", "123456789012345678@lid", "1203630@g.us", "55119999@newsletter"})
    void tellsWppConnectTheKindOfAChatWhateverItsLength(String chat) {
        started(FakeGateway.wppConnect().start()).addChat(chat, "Other");

        assertThat(pin(whatsapp(fake), chat).getException()).isNull();
        assertThat(fake.pinnedChats()).containsExactly(chat);
    }

    @Test
    void sendsNoNumberThatWppConnectTakesForALid() {
        started(FakeGateway.wppConnect().start());

        assertThat(pin(whatsapp(fake), "123456789012345").getException())
                .isInstanceOf(InvalidPinRequestException.class);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void asksWppConnectAgainWhetherANumberExists() {
        started(FakeGateway.wppConnect().start()).failLookUps(1);

        assertThat(pin(whatsapp(fake, "retryDelay=1"), NUMBER).getException()).isNull();
        assertThat(fake.pinnedChats()).containsExactly(JID);
    }

    @Test
    void rejectsANumberThatWppConnectNeverFinds() {
        started(FakeGateway.wppConnect().start()).notOnWhatsApp("5511000000000");

        assertThat(pin(whatsapp(fake, "retryDelay=1", "maxRetries=1"), "5511000000000")
                        .getException())
                .isInstanceOf(PinRejectedException.class);
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void aSessionOfWppConnectsThatDoesNotExistIsACredentialsFault() {
        started(FakeGateway.wppConnect().start());

        assertThat(pin(whatsapp(fake).replace("instance=acme", "instance=none"), NUMBER)
                        .getException())
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void guessesTheLimitOfPinsWhereWppConnectNamesNoCause() {
        started(FakeGateway.wppConnect().start());
        pinThree();
        fake.failNext(wppConnectsError(""), 1);

        assertThat(pin(whatsapp(fake, "maxRetries=0"), NUMBER).getException(PinLimitReachedException.class))
                .hasMessageContaining("3 other chats were pinned through this instance")
                .matches(PinLimitReachedException::isRetryable);
    }

    @Test
    void guessesNoLimitOfPinsWhereWppConnectNamesAnotherCause() {
        started(FakeGateway.wppConnect().start());
        pinThree();
        fake.failNext(wppConnectsError(",\"text\":\"Runtime.callFunctionOn timed out\""), 1);

        assertThat(pin(whatsapp(fake, "maxRetries=0"), NUMBER).getException(UpstreamUnavailableException.class))
                .hasMessageContaining("Error on pin chat, Runtime.callFunctionOn timed out");
    }

    private static Fault wppConnectsError(String more) {
        return Fault.status(
                500,
                "{\"status\":\"error\",\"message\":\"Error on pin chat\",\"error\":{\"name\":\"r\",\"level\":\"error\""
                        + more + "}}");
    }

    @Test
    void unpinsThroughWppConnect() {
        started(FakeGateway.wppConnect().start()).pinByHand(JID);

        assertThat(send(whatsapp(fake), NUMBER, false).getException()).isNull();
        assertThat(fake.pinnedChats()).isEmpty();
    }

    private void pinThree() {
        for (int i = 0; i < 3; i++) {
            fake.addChat("551190000000" + i + "@s.whatsapp.net", "Other");
            assertThat(pin(whatsapp(fake), "551190000000" + i).getException()).isNull();
        }
    }

    private void pinThreeByHand() {
        for (int i = 0; i < 3; i++) {
            fake.pinByHand("551190000000" + i + "@s.whatsapp.net");
        }
    }
}
