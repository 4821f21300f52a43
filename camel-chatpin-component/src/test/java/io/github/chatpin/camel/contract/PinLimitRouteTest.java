package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.Bitrix24Generation;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pinLimitPolicy} does when as many chats are pinned as there may be. */
class PinLimitRouteTest extends RouteTestSupport {

    private static final String FAIL = "pinLimitPolicy=fail";
    private static final String SKIP = "pinLimitPolicy=skip";
    private static final String EVICT = "pinLimitPolicy=evictOldest";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension(FakeBitrix24.builder());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().dropsOldestPin(true));

    @RegisterExtension
    static final FakeRyzeApiExtension FULL = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Test
    void pinsWhereThereIsRoom() {
        Exchange exchange = pin(bitrix24(fake, FAIL, "pinLimit=1"), "chat1");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedDialogs()).containsExactly("chat1");
        assertThat(methods()).containsExactly("im.recent.list", "im.recent.pin");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(header(exchange, ChatPinConstants.BATCH_SIZE, Integer.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Bitrix24Generation.class)
    void passesAChatThatIsPinnedAlreadyWithoutSendingIt(Bitrix24Generation generation) {
        fake.generation(generation);
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = pin(bitrix24(fake, FAIL, "pinLimit=1"), "chat1");

        assertThat(exchange.getMessage().getBody(PinResult.class))
                .isEqualTo(new PinResult("bitrix24", "chat1", true, null, null));
        assertThat(methods()).containsExactly("im.recent.list");
        assertThat(header(exchange, ChatPinConstants.BATCH_SIZE, Integer.class)).isNull();
    }

    @Test
    void failsAtTheCap() {
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = pin(bitrix24(fake, FAIL, "pinLimit=1"), "chat2");

        PinLimitReachedException failure = exchange.getException(PinLimitReachedException.class);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getChatId()).isEqualTo("chat2");
        assertThat(methods()).containsExactly("im.recent.list");
    }

    @Test
    void skipsAtTheCap() {
        pinned("chat1");

        Exchange exchange = pin(bitrix24(fake, SKIP, "pinLimit=1"), "chat2");

        assertThat(header(exchange, ChatPinConstants.SKIPPED, Boolean.class)).isTrue();
        assertThat(exchange.getMessage().getBody(PinResult.class))
                .isEqualTo(new PinResult("bitrix24", "chat2", false, null, null));
        assertThat(fake.pinnedDialogs()).containsExactly("chat1");
    }

    @Test
    void saysInABulkThatAnyWasSkipped() {
        Exchange exchange = bulk(bitrix24(fake, SKIP, "pinLimit=2"), "chat1", "chat2", "chat3");

        assertThat(header(exchange, ChatPinConstants.SKIPPED, Boolean.class)).isTrue();
        assertThat(RouteTestSupport.<PinResult>list(exchange))
                .extracting(PinResult::pinned)
                .containsExactly(true, true, false);
    }

    @Test
    void unpinsTheChatThatItPinnedLongestAgo() {
        pinnedByHand("chat9");
        pinned("chat1", "chat2");
        fake.clearRequests();

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=3"), "chat3");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat9", "chat2", "chat3");
        assertThat(methods()).containsExactly("im.recent.list", "batch");
    }

    @Test
    void keepsTheAgeOfAChatThatIsPinnedAgain() {
        pinned("chat1", "chat2", "chat1");

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=2"), "chat3");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
    }

    @Test
    void unpinsTheLastOfTheListWhereItRemembersNone() {
        pinnedByHand("chat1", "chat2", "chat3");

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=3"), "chat4");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat2", "chat3", "chat4");
    }

    @Test
    void unpinsFirstWithoutBatches() {
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=1", "batchSize=1"), "chat2");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
        assertThat(methods()).containsExactly("im.recent.list", "im.recent.pin", "im.recent.pin");
        assertThat(fake.pinnedDialogs()).containsExactly("chat2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void givesThePlaceBackWhereThePinFails(int batchSize) {
        pinned("chat1", "chat2");
        fake.denyAccess("chat3");

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=2", "batchSize=" + batchSize), "chat3");

        assertThat(exchange.getException()).isInstanceOf(PinRejectedException.class);
        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isNull();
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat2");
        // It has kept its age, so it is still the oldest.
        assertThat(header(pin(bitrix24(fake, EVICT, "pinLimit=2"), "chat4"), ChatPinConstants.EVICTED, String.class))
                .isEqualTo("chat1");
    }

    @Test
    void givesThePlaceBackWhereTheRetriesAreUsedUp() {
        pinned("chat1");
        fake.faultWhen(
                request -> request.commands().isEmpty()
                        && "chat2".equals(request.parameter("DIALOG_ID").orElse("")),
                Fault.status(500, "{\"error\":\"INTERNAL_SERVER_ERROR\"}"));

        Exchange exchange =
                pin(bitrix24(fake, EVICT, "pinLimit=1", "batchSize=1", "maxRetries=1", "retryDelay=1"), "chat2");

        assertThat(exchange.getException()).isInstanceOf(io.github.chatpin.camel.UpstreamUnavailableException.class);
        assertThat(fake.pinnedDialogs()).containsExactly("chat1");
        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isNull();
    }

    @Test
    void saysWhichChatStaysUnpinnedWhereItCannotBePinnedAgain() {
        pinned("chat1");
        fake.denyAccess("chat2");
        fake.faultWhen(
                request -> "chat1".equals(request.parameter("DIALOG_ID").orElse(""))
                        && "Y".equals(request.parameter("PIN").orElse("")),
                Fault.status(400, "{\"error\":\"ACCESS_ERROR\"}"));

        Exchange exchange = pin(bitrix24(fake, EVICT, "pinLimit=1"), "chat2");

        assertThat(exchange.getException()).isInstanceOf(PinRejectedException.class);
        assertThat(exchange.getException().getSuppressed()).singleElement().isInstanceOf(PinRejectedException.class);
        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1");
    }

    @Test
    void alwaysPassesAnUnpin() {
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = send(bitrix24(fake, FAIL, "pinLimit=1"), "chat1", false);

        assertThat(exchange.getException()).isNull();
        assertThat(methods()).containsExactly("im.recent.pin");
    }

    @Test
    void takesTheRequestsOfABulkAsOneAfterAnother() {
        pinned("chat1");

        Exchange exchange =
                bulk(bitrix24(fake, FAIL, "pinLimit=1"), new PinRequest("chat1", false), new PinRequest("chat2", true));

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void explainsARefusalThatTheListDoesNot() {
        fake.generation(Bitrix24Generation.BEFORE_26_150);
        fake.hide("chat1");

        Exchange exchange = pin(bitrix24(fake, FAIL), "chat1");

        assertThat(exchange.getException(PinNotAppliedException.class))
                .hasMessageContaining(
                        "the chat is not in the user's list, or the places are taken by chats that the list hides");
    }

    @ParameterizedTest
    @ValueSource(strings = {FAIL, SKIP, EVICT})
    void losesNoneOfFortyPinsAtOnceAndNeverGoesOverTheCap(String policy) {
        pinned(chats(1, 45));
        fake.addRecent(chats(101, 140));
        fake.clearRequests();
        List<CompletableFuture<Exchange>> pins = new ArrayList<>();

        for (String chat : chats(101, 140)) {
            pins.add(template.asyncSend(bitrix24(fake, policy), exchange -> exchange.getMessage()
                    .setHeader(ChatPinConstants.CHAT_ID, chat)));
        }

        List<Exchange> ended = pins.stream().map(CompletableFuture::join).toList();
        assertThat(fake.pinnedDialogs()).hasSize(45);
        assertThat(fake.requests()).hasSizeLessThan(20);
        assertThat(ended).allSatisfy(exchange -> {
            switch (policy) {
                case FAIL -> assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
                case SKIP ->
                    assertThat(header(exchange, ChatPinConstants.SKIPPED, Boolean.class))
                            .isTrue();
                default ->
                    assertThat(header(exchange, ChatPinConstants.EVICTED, String.class))
                            .isNotNull();
            }
        });
        if (policy.equals(EVICT)) {
            assertThat(fake.pinnedDialogs()).contains(chats(101, 140));
        }
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void mayUnpinAPinOfTheSameRequest() {
        Exchange exchange = bulk(bitrix24(fake, EVICT, "pinLimit=2"), "chat1", "chat2", "chat3", "chat4");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("chat1,chat2");
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat3", "chat4");
    }

    @Test
    void countsWhatIsRememberedWhereTheGatewayCannotTell() {
        String uri = whatsapp(ryze, FAIL);
        pin(uri, "5511999990001");
        pin(uri, "5511999990002");
        pin(uri, "5511999990003");
        ryze.clearRequests();

        assertThat(pin(uri, "5511999990004").getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(pin(uri, "5511999990003@s.whatsapp.net").getException()).isNull();
        assertThat(ryze.requests()).isEmpty();
    }

    @Test
    void makesRoomOnWhatsApp() {
        String uri = whatsapp(ryze, EVICT, "pinLimit=2");
        pin(uri, "5511999990001");
        pin(uri, "5511999990002");

        Exchange exchange = pin(uri, "5511999990003");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo("5511999990001");
        assertThat(ryze.pinnedChats()).hasSize(2);
        Exchange list = send(whatsapp(ryze, "operation=list"), message -> {});
        assertThat(RouteTestSupport.<PinnedChat>list(list))
                .extracting(PinnedChat::chatId)
                .containsExactly("5511999990003", "5511999990002");
    }

    @Test
    void takesTheEntriesOfABulkOnWhatsAppOneAfterAnother() {
        Exchange exchange = bulk(whatsapp(ryze, SKIP, "pinLimit=2"), "5511999990001", "5511999990002", "5511999990003");

        assertThat(RouteTestSupport.<PinResult>list(exchange))
                .extracting(PinResult::pinned)
                .containsExactly(true, true, false);
        assertThat(ryze.requests()).hasSize(2);
    }

    @Test
    void tellsTheFailuresOfABulk() {
        Exchange exchange = bulk(bitrix24(fake, FAIL, "pinLimit=1"), "chat1", "chat2");

        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .singleElement()
                .satisfies(one -> assertThat(one.cause()).isInstanceOf(PinLimitReachedException.class));
    }

    @Test
    void countsAPinAsDoneThatALaterOneOfTheSameRequestEvicts() {
        Exchange exchange =
                bulk(bitrix24(fake, EVICT, "pinLimit=2", "verify=true"), "chat1", "chat2", "chat3", "chat4");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat3", "chat4");
        assertThat(methods()).containsExactly("im.recent.list", "batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {SKIP, EVICT, FAIL})
    void appliesThePolicyOnceWhereTheGatewaySaysFullAllTheSame(String policy) {
        FakeRyzeApi full = FULL.fake();
        pin(whatsapp(full), "5511999990001");
        for (int i = 2; i <= 3; i++) {
            ByHand.pin(full, "551199999000" + i);
        }

        Exchange exchange = pin(whatsapp(full, policy), "5511999990004");

        switch (policy) {
            case SKIP ->
                assertThat(header(exchange, ChatPinConstants.SKIPPED, Boolean.class))
                        .isTrue();
            case EVICT -> {
                assertThat(header(exchange, ChatPinConstants.EVICTED, String.class))
                        .isEqualTo("5511999990001");
                assertThat(full.pinnedChats()).contains("5511999990004@s.whatsapp.net");
            }
            default -> assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
        }
        assertThat(full.pinnedChats()).hasSize(3);
    }

    @Test
    void leavesThePlacesOfOthersAloneWhereAPinIsRefused() {
        fake.denyAccess("chat1");

        Exchange exchange = bulk(bitrix24(fake, FAIL, "pinLimit=1"), "chat1");
        Exchange next = pin(bitrix24(fake, FAIL, "pinLimit=1"), "chat2");

        assertThat(exchange.getException()).isInstanceOf(BulkPinException.class);
        assertThat(next.getException()).isNull();
    }

    @Test
    void findsTheVictimUnpinnedAlready() {
        fake.generation(Bitrix24Generation.BEFORE_26_150);
        fake.addRecent("chat1", "chat2");
        pinned("chat1");
        fake.faultWhen(
                request -> "N".equals(request.parameter("PIN").orElse("")), Fault.status(200, "{\"result\":false}"));
        fake.nextFaults(Fault.none());

        Exchange exchange =
                pin(bitrix24(fake, EVICT, "pinLimit=1", "batchSize=1", "maxRetries=1", "retryDelay=1"), "chat2");

        assertThat(exchange.getException()).isInstanceOf(PinNotAppliedException.class); // it never goes
        assertThat(fake.pinnedDialogs()).containsExactly("chat1");
    }

    private Exchange bulk(String uri, Object... items) {
        return sendMessage(uri, Arrays.asList(items), Map.of());
    }

    private List<String> methods() {
        return fake.requests().stream().map(RecordedRequest::apiMethod).toList();
    }

    private static String[] chats(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "chat" + i).toArray(String[]::new);
    }

    private void pinned(String... chats) {
        for (String chat : chats) {
            assertThat(pin(bitrix24(fake), chat).getException()).isNull();
        }
    }

    private void pinnedByHand(String... chats) {
        for (String chat : chats) {
            ByHand.pin(fake, chat, true);
        }
    }
}
