package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What each gateway promises that tells which chats are pinned. */
abstract class ListingGatewayContractTest extends StandInGatewayContractTest {

    private static final String NUMBER = "5511999999991";
    private static final String BY_HAND = "5511888888888";
    private static final String JID = "@s.whatsapp.net";

    private void pinByHand(String number) {
        fake().addChat(number + JID, "Made by hand");
        fake().pinByHand(number + JID);
    }

    @Test
    void listsWhatIsPinnedOnThePhone() {
        pinByHand(BY_HAND);

        Exchange exchange = pin(endpoint("operation=list"), null);

        assertThat(RouteTestSupport.<PinnedChat>list(exchange))
                .containsExactly(new PinnedChat("whatsapp", BY_HAND, "Made by hand", false));
    }

    @Test
    void unpinsWhatIsPinnedOnThePhone() {
        pinByHand(BY_HAND);

        PinSyncResult result = sync(NUMBER);

        assertThat(result.unpinned()).containsExactly(BY_HAND);
        assertThat(fake().pinnedChats()).containsExactly(NUMBER + JID);
    }

    @Test
    void pinsAgainWhatWasUnpinnedOnThePhone() {
        sync(NUMBER);
        fake().unpinByHand(NUMBER + JID);

        assertThat(sync(NUMBER).pinned()).containsExactly(NUMBER);
        assertThat(isPinned(NUMBER)).isTrue();
    }

    @Test
    void leavesWhatItDidNotPinWithPruneOwn() {
        pinByHand(BY_HAND);

        PinSyncResult result = sendMessage(endpoint("operation=sync", "prune=own"), List.of(NUMBER), Map.of())
                .getMessage()
                .getBody(PinSyncResult.class);

        assertThat(result.left()).containsExactly(BY_HAND);
        assertThat(fake().pinnedChats()).hasSize(2);
    }

    @Test
    void verifies() {
        Exchange exchange = pin(endpoint("verify=true"), NUMBER);

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    /** As where WhatsApp has given the person a LID, and the gateway goes by that. */
    @Test
    void doesNotBelieveAPinThatTheListDoesNotShow() {
        fake().lid(NUMBER, "123456789012345@lid");

        Exchange exchange = pin(endpoint("verify=true", "maxRetries=1", "retryDelay=1"), NUMBER);

        assertThat(exchange.getException()).isInstanceOf(PinNotAppliedException.class);
    }

    @Test
    void isStableWhereTheListHasAChatUnderAnotherId() {
        fake().lid(NUMBER, "123456789012345@lid");
        sync(NUMBER);
        fake().clearRequests();

        for (int i = 0; i < 2; i++) {
            Exchange exchange = sendMessage(endpoint("operation=sync"), List.of(NUMBER), Map.of());

            BulkPinException failure = exchange.getException(BulkPinException.class);
            assertThat(failure.getFailures()).extracting(PinFailure::index).containsExactly(0);
            assertThat(failure.getFailures().get(0).cause())
                    .isInstanceOf(PinNotAppliedException.class)
                    .hasMessageContaining("123456789012345@lid");
        }
        assertThat(changes()).isZero();
        assertThat(listed()).containsExactly("123456789012345@lid");
    }

    @Test
    void takesTheIdThatTheListHas() {
        fake().lid(NUMBER, "123456789012345@lid");
        sync("123456789012345@lid");
        fake().clearRequests();

        assertThat(sync("123456789012345@lid").kept()).containsExactly("123456789012345@lid");
        assertThat(changes()).isZero();
    }

    @Test
    void countsWhatIsPinnedOnThePhone() {
        pinByHand(BY_HAND);

        Exchange exchange = pin(endpoint("pinLimitPolicy=fail", "pinLimit=1"), NUMBER);

        assertThat(exchange.getException()).isInstanceOf(PinLimitReachedException.class);
        assertThat(changes()).isZero();
    }

    @Test
    void asksAgainForAListThatIsNone() {
        fake().nextFaults(Fault.status(200, "{}"));

        assertThat(pin(endpoint("operation=list", "retryDelay=1"), null).getException())
                .isNull();
        assertThat(fake().requests()).hasSize(2);
    }

    @Test
    void neverTakesHalfAListForOne() {
        pinByHand(BY_HAND);
        fake().failNext(Fault.truncatedJson(), 2);

        Exchange exchange = pin(endpoint("operation=list", "retryDelay=1", "maxRetries=1"), null);

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void tellsARouteWhatIsPinnedOnThePhone() throws Exception {
        Queue<PinChange> changes = new ConcurrentLinkedQueue<>();
        String watched = endpoint("delay=30");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched).process(exchange -> changes.add(exchange.getIn().getBody(PinChange.class)));
            }
        });
        await().until(() ->
                !fake().requests().isEmpty() && fake().requests().get(0).status() == 200);

        pinByHand(BY_HAND);
        await().until(() -> changes.size() == 1);
        fake().unpinByHand(BY_HAND + JID);
        await().until(() -> changes.size() == 2);

        assertThat(changes)
                .containsExactly(
                        new PinChange("whatsapp", BY_HAND, true, "Made by hand"),
                        new PinChange("whatsapp", BY_HAND, false, "Made by hand"));
    }

    @Test
    void pinsWhileItIsListing() {
        fake().nextFaults(Fault.hang());
        CompletableFuture<Exchange> list =
                template.asyncSend(endpoint("operation=list", "retryDelay=1"), exchange -> {});
        await().until(() -> fake().requests().size() == 1);

        assertThat(pin(endpoint(), NUMBER).getException()).isNull();

        assertThat(list).isNotDone();
        fake().release();
        assertThat(RouteTestSupport.<PinnedChat>list(list.join())).hasSize(1);
    }
}
