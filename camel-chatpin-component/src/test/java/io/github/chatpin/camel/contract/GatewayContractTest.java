package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each gateway to WhatsApp promises to a route beside what each platform does. */
abstract class GatewayContractTest extends PlatformContractTest {

    private static final String NUMBER = "5511999999991";
    private static final List<String> CHANGES = List.of("pinChat", "unpinChat");
    private static final String GROUP = "120363000000000001@g.us";

    /** Has the phone know a chat. */
    abstract void addChat(String jid, String title);

    /** Returns the JIDs of the pinned chats, the newest first. */
    abstract List<String> pinnedChats();

    /** Takes the instance's connection to WhatsApp away. */
    abstract void disconnect();

    /** Has a change take its time. */
    abstract void latency(Duration latency);

    /** Returns how many changes came while another one was under way. */
    abstract int overlaps();

    @Override
    List<String> chats() {
        return List.of(NUMBER, "5511999999992", GROUP);
    }

    @Override
    String malformedChat() {
        return "5511@example.org";
    }

    @Override
    String platform() {
        return "whatsapp";
    }

    @Override
    boolean isPinned(String chat) {
        return pinnedChats().contains(chat.contains("@") ? chat : chat + "@s.whatsapp.net");
    }

    @BeforeEach
    void thePhoneHasTheChats() {
        chats().forEach(chat -> addChat(chat.contains("@") ? chat : chat + "@s.whatsapp.net", "Chat " + chat));
    }

    @AfterEach
    void nothingWasAskedThatNoCorrectClientAsks() {
        assertThat(upstream().violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5511999999991", "5511999999991@s.whatsapp.net", "5511999999991@c.us", "+55 11 99999-9991"})
    void knowsAChatByNumberAndJid(String written) {
        assertThat(pin(endpoint(), written).getException()).isNull();

        assertThat(isPinned(NUMBER)).isTrue();
        assertThat(listed()).containsExactly(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"120363000000000001@g.us", "5511999999999-1600000000@g.us", "120363000000000002@newsletter"})
    void pinsOtherKindsOfChats(String chat) {
        addChat(chat, "Other");

        assertThat(pin(endpoint(), chat).getMessage().getBody(PinResult.class).chatId())
                .isEqualTo(chat);
        assertThat(pinnedChats()).containsExactly(chat);
    }

    @Test
    void triesAgainWhileTheInstanceIsNotConnected() {
        disconnect();

        Exchange exchange = pin(endpoint("maxRetries=1", "retryDelay=1"), NUMBER);

        assertThat(exchange.getException(UpstreamUnavailableException.class).isRetryable())
                .isTrue();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void changesOneChatAtATime() {
        latency(Duration.ofMillis(30));
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 4)
                .mapToObj(i -> template.asyncSend(endpoint(), exchange -> {
                    exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chats().get(i % 3));
                    exchange.getMessage().setHeader(ChatPinConstants.PINNED, i % 2 == 0);
                }))
                .toList();

        assertThat(exchanges).allMatch(exchange -> exchange.join().getException() == null);
        assertThat(overlaps()).isZero();
    }

    @Test
    void makesExactlyTheChatsOfAListThePinnedOnes() {
        sync(NUMBER, GROUP);
        upstream().clearRequests();

        PinSyncResult result = sync("5511999999992@c.us", NUMBER);

        assertThat(result.pinned()).containsExactly("5511999999992@s.whatsapp.net");
        assertThat(result.unpinned()).containsExactly(GROUP);
        assertThat(result.kept()).containsExactly(NUMBER);
        assertThat(pinnedChats()).containsExactlyInAnyOrder("5511999999992@s.whatsapp.net", NUMBER + "@s.whatsapp.net");
        assertThat(changes()).isEqualTo(2);
    }

    @Test
    void sendsNoChangeWhereNothingIsToDo() {
        sync(NUMBER, GROUP);
        upstream().clearRequests();

        PinSyncResult result = sync(GROUP, NUMBER);

        assertThat(result.kept()).containsExactly(GROUP, NUMBER);
        assertThat(changes()).isZero();
    }

    @Test
    void keepsACap() {
        for (String chat : chats()) {
            pin(endpoint("pinLimitPolicy=fail"), chat);
        }

        Exchange exchange = pin(endpoint("pinLimitPolicy=skip"), "5511999999993");

        assertThat(header(exchange, ChatPinConstants.SKIPPED, Boolean.class)).isTrue();
        assertThat(pinnedChats()).hasSize(3);
    }

    @Test
    void evictsTheChatThatItPinnedLongestAgo() {
        chats().forEach(chat -> pin(endpoint("pinLimitPolicy=evictOldest"), chat));
        addChat("5511999999993@s.whatsapp.net", "New");

        Exchange exchange = pin(endpoint("pinLimitPolicy=evictOldest"), "5511999999993");

        assertThat(header(exchange, ChatPinConstants.EVICTED, String.class)).isEqualTo(NUMBER);
        assertThat(pinnedChats()).doesNotContain(NUMBER + "@s.whatsapp.net").hasSize(3);
    }

    @Test
    void isUpWhileTheInstanceIsConnected() {
        assertThat(health()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void isDownWhileTheInstanceIsNotConnected() {
        disconnect();

        assertThat(health()).isEqualTo(HealthCheck.State.DOWN);
    }

    private HealthCheck.State health() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        context.getEndpoint(endpoint());
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("chatpin"))
                .map(HealthCheck.Result::getState)
                .findFirst()
                .orElseThrow();
    }

    PinSyncResult sync(Object... chats) {
        return sendMessage(endpoint("operation=sync"), List.of(chats), Map.of())
                .getMessage()
                .getBody(PinSyncResult.class);
    }

    List<String> listed() {
        return RouteTestSupport.<PinnedChat>list(pin(endpoint("operation=list"), null)).stream()
                .map(PinnedChat::chatId)
                .toList();
    }

    long changes() {
        return upstream().requests().stream()
                .filter(request -> CHANGES.contains(request.apiMethod()))
                .count();
    }
}
