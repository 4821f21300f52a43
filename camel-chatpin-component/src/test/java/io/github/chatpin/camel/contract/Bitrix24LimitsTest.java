package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A portal that says that one of its limits is used up. */
class Bitrix24LimitsTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Test
    void waitsUntilTheOperatingTimeIsCountedAnew() {
        Duration untilReset = Duration.ofSeconds(2);
        fake.exhaustOperating("im.recent.pin", 1, untilReset);
        pin(bitrix24(fake), "chat1");
        Instant before = Instant.now();

        Exchange exchange = pin(bitrix24(fake, "retryDelay=60000"), "chat2");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(fake.requests().get(1).status()).isEqualTo(429);
        assertThat(fake.requests().get(2).receivedAt()).isAfter(before);
    }

    @Test
    void tellsHowLongTheOperatingTimeIsUsedUp() {
        fake.exhaustOperating("im.recent.pin", 1, Duration.ofMinutes(5));
        pin(bitrix24(fake), "chat1");

        RateLimitedException failure =
                pin(bitrix24(fake, "maxRetries=0"), "chat2").getException(RateLimitedException.class);

        assertThat(failure.getErrorCode()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(failure.getRetryAfter()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }

    @Test
    void letsOnlyTheMethodWaitThatIsOverItsOperatingTime() {
        fake.exhaustOperating("imopenlines.session.mode.pin", 1, Duration.ofMinutes(5));
        String openLines = bitrix24(fake, "method=imopenlines.session.mode.pin", "maxRetries=0", "maxWait=500");
        pin(openLines, "2020");
        assertThat(pin(openLines, "2021").getException()).isInstanceOf(RateLimitedException.class);

        assertThat(pin(openLines, "2022").getException(RateLimitedException.class))
                .as("of one that was not sent")
                .hasMessageContaining("maxWait");
        assertThat(pin(bitrix24(fake), "chat17").getException()).isNull();
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void letsOnlyThePinsOfABatchWaitWhoseMethodIsOverItsOperatingTime() throws Exception {
        fake.exhaustOperating("imopenlines.session.mode.pin", 1, Duration.ofSeconds(2));
        String openLines = bitrix24(fake, "method=imopenlines.session.mode.pin", "maxInFlight=1");
        String recent = bitrix24(fake, "maxInFlight=1");
        pin(openLines, "2020");
        fake.nextFaults(Fault.delay(Duration.ofMillis(300))); // in which the others gather
        CompletableFuture<Exchange> first = send(recent, "chat1");
        CompletableFuture<Exchange> blocked = send(openLines, "2021");
        CompletableFuture<Exchange> free = send(recent, "chat2");

        assertThat(free.get().getException()).isNull();
        assertThat(blocked).isNotDone();
        assertThat(blocked.get().getException()).isNull();
        assertThat(first.get().getException()).isNull();
        assertThat(fake.isOpenLinePinned(2021)).isTrue();
    }

    @Test
    void sendsPlainCallsWhileBatchesAreOverTheirOperatingTime() {
        fake.exhaustOperating("batch", Duration.ofMinutes(5));

        Exchange exchange = sendMessage(bitrix24(fake), List.of("chat1", "chat2", "chat3"), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(fake.requests().stream().map(RecordedRequest::apiMethod))
                .containsExactly("batch", "im.recent.pin", "im.recent.pin", "im.recent.pin");
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(4);
    }

    /** Others on the same address have used the limit up. */
    @Test
    void slowsDownTogetherWhereThePortalCountsMoreThanIsKnown() throws Exception {
        fake.fillBucket(50);
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int chat = 0; chat < 6; chat++) {
            exchanges.add(send(bitrix24(fake, "batchSize=1", "maxInFlight=1"), "chat" + chat));
        }

        for (CompletableFuture<Exchange> exchange : exchanges) {
            assertThat(exchange.get().getException()).isNull();
        }
        assertThat(fake.pinnedDialogs()).hasSize(6);
        assertThat(fake.rejected()).as("once it was told").isEqualTo(1);
    }

    @Test
    void slowsDownOnceRefusedThoughTheEndpointDoesNotWaitForTheLimit() throws Exception {
        fake.fillBucket(50);
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int chat = 0; chat < 6; chat++) {
            exchanges.add(send(
                    bitrix24(fake, "throttle=false", "batchSize=1", "maxRetries=1", "retryDelay=1"), "chat" + chat));
        }

        for (CompletableFuture<Exchange> exchange : exchanges) {
            assertThat(exchange.get().getException()).isNull();
        }
        assertThat(fake.pinnedDialogs()).hasSize(6);
        assertThat(fake.rejected()).isLessThanOrEqualTo(6);
    }

    private CompletableFuture<Exchange> send(String uri, String chat) {
        return template.asyncSend(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }
}
