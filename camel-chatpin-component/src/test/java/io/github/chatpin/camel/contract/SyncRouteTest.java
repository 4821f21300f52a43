package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.Bitrix24Generation;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code operation=sync} does. */
class SyncRouteTest extends RouteTestSupport {

    private static final String SYNC = "operation=sync";
    private static final String OPEN_LINES = "method=imopenlines.session.mode.pin";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension(FakeBitrix24.builder());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @ParameterizedTest
    @EnumSource(Bitrix24Generation.class)
    void makesExactlyTheChatsOfTheBodyThePinnedOnes(Bitrix24Generation generation) {
        fake.generation(generation);
        pinned("chat1", "chat2", "256");
        fake.addRecent("chat4", "chat5");
        fake.clearRequests();

        Exchange exchange = sync("chat4", "256", "chat5");

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(
                        List.of("chat4", "chat5"), List.of("chat2", "chat1"), List.of("256"), List.of()));
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat4", "256", "chat5");
        assertThat(methods()).containsExactly("im.recent.list", "batch");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(fake.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Bitrix24Generation.class)
    void takesOneRequestWhereNothingIsToBeDone(Bitrix24Generation generation) {
        fake.generation(generation);
        pinned("chat1", "256");
        fake.clearRequests();

        Exchange exchange = sync("256", "chat1");

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of(), List.of(), List.of("256", "chat1"), List.of()));
        assertThat(methods()).containsExactly("im.recent.list");
    }

    @Test
    void takesTwoRequestsForFortyNineChanges() {
        pinned(chats(1, 25));
        fake.addRecent(chats(101, 124));
        fake.clearRequests();

        Exchange exchange = sync((Object[]) chats(101, 124));

        assertThat(result(exchange).pinned()).hasSize(24);
        assertThat(result(exchange).unpinned()).hasSize(25);
        assertThat(methods()).containsExactly("im.recent.list", "batch");
    }

    @Test
    void takesThreeRequestsToChangeAllOfAFullAccount() {
        pinned(chats(1, 45));
        fake.addRecent(chats(101, 145));
        fake.clearRequests();

        Exchange exchange = sync((Object[]) chats(101, 145));

        assertThat(result(exchange).pinned()).hasSize(45);
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder(chats(101, 145));
        assertThat(methods()).containsExactly("im.recent.list", "batch", "batch");
    }

    @Test
    void putsTheFirstOfTheBodyOnTop() {
        fake.addRecent("chat1", "chat2", "chat3");

        sync("chat3", "chat1", "chat2");

        Exchange list = send(bitrix24(fake, "operation=list"), message -> {});
        assertThat(RouteTestSupport.<io.github.chatpin.camel.PinnedChat>list(list))
                .extracting(io.github.chatpin.camel.PinnedChat::chatId)
                .containsExactly("chat3", "chat1", "chat2");
    }

    @Test
    void takesRequestsAndMapsAndTheSameChatTwice() {
        Exchange exchange = syncOf(
                bitrix24(fake, SYNC),
                List.of(new PinRequest("chat1", null), Map.of("chatId", "chat1", "pinned", "yes"), " CHAT01 ", 256));

        assertThat(result(exchange).pinned()).containsExactly("chat1", "256");
    }

    @Test
    void looksAtNoStateOfHeaderAndOption() {
        Exchange exchange = sendMessage(
                bitrix24(fake, SYNC, "pinned=false"), List.of("chat1"), Map.of(ChatPinConstants.PINNED, "perhaps"));

        assertThat(result(exchange).pinned()).containsExactly("chat1");
    }

    @Test
    void changesNothingInADryRun() {
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "dryRun=true"), List.of("chat2"));

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of("chat2"), List.of("chat1"), List.of(), List.of()));
        assertThat(fake.pinnedDialogs()).containsExactly("chat1");
        assertThat(methods()).containsExactly("im.recent.list");
    }

    @Test
    void convertsItsResultToAMapAndToJson() {
        pinned("chat1");

        Exchange exchange = sync("chat2");

        assertThat(exchange.getMessage().getBody(Map.class))
                .isEqualTo(Map.of(
                        "pinned",
                        List.of("chat2"),
                        "unpinned",
                        List.of("chat1"),
                        "kept",
                        List.of(),
                        "left",
                        List.of()));
        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo("{\"pinned\":[\"chat2\"],\"unpinned\":[\"chat1\"],\"kept\":[],\"left\":[]}");
    }

    @Test
    void leavesOthersWithoutPrune() {
        pinned("chat1");

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "prune=none"), List.of("chat2"));

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of("chat2"), List.of(), List.of(), List.of("chat1")));
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat2");
    }

    @Test
    void unpinsOnlyWhatItHasPinnedWithPruneOwn() {
        pinnedByHand("chat1", "chat2");
        pinned("chat3");
        sync("chat1", "chat3", "chat2"); // kept, so none of these becomes its own

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "prune=own"), List.of("chat2"));

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of(), List.of("chat3"), List.of("chat2"), List.of("chat1")));
    }

    @Test
    void forgetsWhatPeopleHaveUnpinned() {
        pinned("chat1");
        byHand("chat1", false);
        send(bitrix24(fake, "operation=list"), message -> {});
        byHand("chat1", true);

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "prune=own"), List.of("chat2"));

        assertThat(result(exchange).left()).containsExactly("chat1");
    }

    static List<Object> bodiesThatAreNone() {
        return Arrays.asList(
                null,
                "chat1",
                Map.of("chatId", "chat1"),
                new PinRequest("chat1", true),
                List.of(),
                List.of("chat1", "crm5"),
                List.of("chat1", ""),
                List.of("chat1", new PinRequest("chat2", false)),
                List.of("chat1", Map.of("chatId", "chat2", "pinned", "N")),
                List.of("chat1", new PinRequest(null, true)),
                Arrays.asList("chat1", null));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNone")
    void sendsNothingForWhatIsNotClear(Object body) {
        Exchange exchange = syncOf(bitrix24(fake, SYNC), body);

        assertThat(exchange.getException()).isInstanceOf(InvalidPinRequestException.class);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void sendsNothingWhereAHeaderNamesAChat() {
        Exchange exchange =
                sendMessage(bitrix24(fake, SYNC), List.of("chat1"), Map.of(ChatPinConstants.CHAT_ID, "chat1"));

        assertThat(exchange.getException()).isInstanceOf(InvalidPinRequestException.class);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void unpinsAllForAnEmptyListWhereThatIsAllowed() {
        pinned("chat1", "chat2");

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "allowEmpty=true"), List.of());

        assertThat(result(exchange).unpinned()).containsExactly("chat2", "chat1");
        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    @Test
    void refusesMoreChatsThanTheLimitBeforeAnythingIsSent() {
        Exchange exchange = sync((Object[]) chats(1, 46));

        assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(((PinLimitReachedException) exchange.getException()).isRetryable())
                .isFalse();
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void refusesWhatWouldBePinnedBeyondTheLimitBeforeAnythingIsChanged() {
        pinned("chat1", "chat2");
        fake.clearRequests();

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "prune=none", "pinLimit=3"), List.of("chat3", "chat4"));
        Exchange dry =
                syncOf(bitrix24(fake, SYNC, "prune=none", "pinLimit=3", "dryRun=true"), List.of("chat3", "chat4"));

        assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(dry.getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(methods()).containsExactly("im.recent.list", "im.recent.list");
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat2");
    }

    @Test
    void tellsWhichChangesFailed() {
        pinned("chat1");
        fake.denyAccess("chat3");

        Exchange exchange = sync("chat2", "chat3");

        BulkPinException failure = exchange.getException(BulkPinException.class);
        assertThat(failure.getResults())
                .extracting(PinResult::chatId, PinResult::pinned)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("chat1", false),
                        org.assertj.core.groups.Tuple.tuple("chat2", true));
        assertThat(failure.getFailures()).singleElement().satisfies(one -> {
            assertThat(one.index()).isEqualTo(1);
            assertThat(one.request()).isEqualTo(new PinRequest("chat3", true));
            assertThat(one.cause()).isInstanceOf(PinRejectedException.class);
        });
    }

    @Test
    void tellsOfAnUnpinThatFailedWithoutAnIndex() {
        pinned("chat1");
        fake.denyAccess("chat1");

        Exchange exchange = sync("chat2");

        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .extracting(PinFailure::index)
                .containsExactly(-1);
        assertThat(fake.isPinned("chat2")).isTrue();
    }

    @Test
    void pinsNoMoreThanTheLimitWhereAnUnpinFailed() {
        pinned("chat1");
        fake.denyAccess("chat1");

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "pinLimit=2", "batchSize=1"), List.of("chat2", "chat3"));

        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat2");
        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .extracting(PinFailure::index)
                .containsExactlyInAnyOrder(-1, 1);
    }

    @Test
    void isAFailureOfTheWholeWhereTheListFails() {
        fake.failNext(Fault.status(503, "{\"error\":\"INTERNAL_SERVER_ERROR\"}"), 2);

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "maxRetries=1", "retryDelay=1"), List.of("chat1"));

        assertThat(exchange.getException()).isExactlyInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    @Test
    void isAFailureOfTheWholeWhereTheCredentialsFail() {
        Exchange exchange =
                syncOf(bitrix24(fake, SYNC).replace(fake.webhookToken(), "1/other0secret0code"), List.of("chat1"));

        assertThat(exchange.getException()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void sendsChangesAgainWhoseAnswerWasLost() {
        pinned("chat1");
        fake.faultWhen(
                request ->
                        request.apiMethod().equals("batch") && fake.requests().size() < 4,
                Fault.truncatedJson());

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "retryDelay=1"), List.of("chat2"));

        assertThat(result(exchange).pinned()).containsExactly("chat2");
        assertThat(fake.pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void findsTheChatsOfGroupsInTheListOrAsksForThem() {
        fake.sonetGroup(5, 1305);
        fake.sonetGroup(6, 1306);
        pinned("chat1305");
        fake.clearRequests();

        Exchange exchange = sync("sg5", "sg6", "chat1306");

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of("chat1306"), List.of(), List.of("chat1305"), List.of()));
        assertThat(methods()).containsExactly("im.recent.list", "im.dialog.get", "im.recent.pin");
    }

    @Test
    void failsForAGroupThatDoesNotExistAndPinsTheOthers() {
        Exchange exchange = sync("chat1", "sg77");

        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.index()).isEqualTo(1);
                    assertThat(one.cause()).isInstanceOf(PinRejectedException.class);
                });
        assertThat(fake.isPinned("chat1")).isTrue();
    }

    @Test
    void makesOpenLinesThePinnedOnes() {
        fake.openLine(2020);
        fake.openLine(2021);
        fake.openLine(2022);
        pin(bitrix24(fake, OPEN_LINES), "2020");
        pin(bitrix24(fake, OPEN_LINES), "2021");
        fake.clearRequests();

        Exchange exchange = syncOf(bitrix24(fake, SYNC, OPEN_LINES), List.of("chat2021", 2022));

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(List.of("2022"), List.of("2020"), List.of("2021"), List.of()));
        assertThat(fake.pinnedOpenLines()).containsExactlyInAnyOrder(2021L, 2022L);
        assertThat(methods()).containsExactly("im.recent.get", "batch");
    }

    @Test
    void asksWhoseTheAccessTokenIsForOpenLines() {
        fake.openLine(2020);

        Exchange exchange = syncOf(oauth(fake, SYNC, OPEN_LINES), List.of(2020));

        assertThat(result(exchange).pinned()).containsExactly("2020");
        assertThat(methods()).containsExactly("profile", "im.recent.get", "imopenlines.session.mode.pin");
    }

    @Test
    void looksAtTheListInTheSameRequestWithVerify() {
        pinned("chat1");
        fake.clearRequests();

        Exchange exchange = syncOf(bitrix24(fake, SYNC, "verify=true"), List.of("chat2"));

        assertThat(result(exchange).pinned()).containsExactly("chat2");
        assertThat(methods()).containsExactly("im.recent.list", "batch");
        assertThat(fake.requests().get(1).commands())
                .extracting(RecordedRequest.Command::method)
                .containsExactly("im.recent.pin", "im.recent.pin", "im.recent.list");
    }

    @Test
    void looksAtTheListInARequestOfItsOwnWithoutBatches() {
        Exchange exchange = syncOf(bitrix24(fake, SYNC, "verify=true", "batchSize=1"), List.of("chat2"));

        assertThat(result(exchange).pinned()).containsExactly("chat2");
        assertThat(methods()).containsExactly("im.recent.list", "im.recent.pin", "im.recent.list");
    }

    @Test
    void failsWithVerifyWhereTheListDoesNotShowThePin() {
        fake.faultWhen(
                request -> request.apiMethod().equals("batch"),
                Fault.status(200, "{\"result\":{\"result\":{\"c0\":true,\"c1\":{\"items\":[]}},\"result_error\":[]}}"));

        Exchange exchange =
                syncOf(bitrix24(fake, SYNC, "verify=true", "maxRetries=1", "retryDelay=1"), List.of("chat2"));

        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .singleElement()
                .satisfies(one -> assertThat(one.cause()).isInstanceOf(PinNotAppliedException.class));
        assertThat(methods()).containsExactly("im.recent.list", "batch", "batch");
    }

    @Test
    void goesByWhatIsRememberedWhereTheGatewayCannotTell() {
        pin(whatsapp(ryze), "5511999990001");
        pin(whatsapp(ryze), "5511999990002");
        ryze.clearRequests();

        Exchange exchange = syncOf(
                whatsapp(ryze, SYNC), List.of("+55 11 99999-0002", "5511999990003", "5511999990004@s.whatsapp.net"));

        assertThat(result(exchange))
                .isEqualTo(new PinSyncResult(
                        List.of("5511999990003", "5511999990004@s.whatsapp.net"),
                        List.of("5511999990001"),
                        List.of("5511999990002"),
                        List.of()));
        assertThat(ryze.requests()).hasSize(3);
        assertThat(ryze.violations()).isEmpty();
    }

    @Test
    void sendsNothingWhereTheRememberedChatsAreTheWantedOnes() {
        pin(whatsapp(ryze), "5511999990001");
        ryze.clearRequests();

        Exchange exchange = syncOf(whatsapp(ryze, SYNC), List.of("5511999990001"));

        assertThat(result(exchange).kept()).containsExactly("5511999990001");
        assertThat(ryze.requests()).isEmpty();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isZero();
    }

    @Test
    void refusesAFourthChatOfWhatsApp() {
        Exchange exchange = syncOf(
                whatsapp(ryze, SYNC), List.of("5511999990001", "5511999990002", "5511999990003", "5511999990004"));

        assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(ryze.requests()).isEmpty();
    }

    @Test
    void waitsForPinsThatWereTakenInBeforeAndHoldsThoseBehind() throws Exception {
        fake.faultWhen(request -> request.apiMethod().equals("im.recent.pin"), Fault.delay(Duration.ofMillis(50)));
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            all.add(handedOver(bitrix24(fake), new PinRequest("chat" + i, true)));
        }
        CompletableFuture<Exchange> sync = handedOver(bitrix24(fake, SYNC), List.of("chat2"));
        CompletableFuture<Exchange> behind = handedOver(bitrix24(fake), new PinRequest("chat9", true));

        all.forEach(CompletableFuture::join);
        assertThat(result(sync.join()))
                .satisfies(result -> assertThat(result.kept()).containsExactly("chat2"))
                .satisfies(result -> assertThat(result.unpinned()).containsExactlyInAnyOrder("chat1", "chat3"));
        assertThat(behind.join().getException()).isNull();
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat2", "chat9");
    }

    /** By this thread, so that the order is certain. */
    private CompletableFuture<Exchange> handedOver(String uri, Object body) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        AsyncProducer producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(body);
        return producer.processAsync(exchange);
    }

    private Exchange sync(Object... chats) {
        return syncOf(bitrix24(fake, SYNC), List.of(chats));
    }

    private Exchange syncOf(String uri, Object body) {
        return sendMessage(uri, body, Map.of());
    }

    private static PinSyncResult result(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(PinSyncResult.class);
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

    /** By a context of its own, which is as good as a person. */
    private void pinnedByHand(String... chats) {
        for (String chat : chats) {
            byHand(chat, true);
        }
    }

    private void byHand(String chat, boolean pinned) {
        ByHand.pin(fake, chat, pinned);
    }
}
