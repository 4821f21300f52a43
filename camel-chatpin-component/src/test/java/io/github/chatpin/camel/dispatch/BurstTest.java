package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.bitrix24.Bitrix24Platform;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.http.HttpClients;
import io.github.chatpin.camel.http.Timeouts;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.time.ManualTimekeeper;
import io.github.chatpin.camel.whatsapp.WhatsAppPlatform;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More pins at once than a strict upstream's limit permits, of an endpoint that does not wait for it. */
class BurstTest extends AccountTestSupport {

    private static final int PINS = 200;

    private final CamelContext context = new DefaultCamelContext();
    private final Clock clock = time.clock();
    private boolean pinned = true;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void getsSlowerAtAPortalAndLosesNothing() throws Exception {
        try (FakeBitrix24 portal =
                FakeBitrix24.builder().clock(clock).pinCap(PINS).start()) {
            pinAtOnce(
                    new Bitrix24Platform(),
                    "chatpin:bitrix24?portalUrl=%s&authorizationToken=%s&batchSize=1"
                            .formatted(portal.url(), portal.webhookToken()));

            assertThat(portal.pinnedDialogs()).hasSize(PINS);
            assertThat(portal.rejected()).isPositive().isLessThanOrEqualTo(PINS);
        }
    }

    @Test
    void leavesAPortalInBatchesOnceItWasRefused() throws Exception {
        try (FakeBitrix24 portal =
                FakeBitrix24.builder().clock(clock).pinCap(PINS).start()) {
            portal.fillBucket(50);
            pinAtOnce(
                    new Bitrix24Platform(),
                    "chatpin:bitrix24?portalUrl=%s&authorizationToken=%s&maxInFlight=%d"
                            .formatted(portal.url(), portal.webhookToken(), PINS));

            assertThat(portal.pinnedDialogs()).hasSize(PINS);
            assertThat(portal.rejected()).isPositive();
            assertThat(portal.requests()).hasSizeLessThan(portal.rejected() + PINS / 4);
        }
    }

    @Test
    void getsSlowerAtAGatewayAndLosesNothing() throws Exception {
        try (FakeRyzeApi gateway = FakeRyzeApi.builder().clock(clock).start()) {
            pinned = false; // no more than three chats can be pinned
            pinAtOnce(
                    new WhatsAppPlatform(clock),
                    "chatpin:whatsapp?gatewayUrl=%s&instance=%s&token=%s"
                            .formatted(gateway.url(), gateway.instance(), gateway.token()));

            assertThat(gateway.rejected()).isPositive();
            assertThat(gateway.requests()).hasSize(PINS + gateway.rejected());
        }
    }

    private void pinAtOnce(ChatPlatform platform, String uri) throws Exception {
        Upstream upstream = platform.connect(EndpointSettings.of(
                context.getEndpoint(uri, ChatPinEndpoint.class), new PinMemories(Clock.systemUTC(), Runnable::run)));
        batchSize = upstream.batchSize();
        Transport transport = new HttpClients(context, new ManualTimekeeper(), Runnable::run)
                .open(
                        null,
                        upstream.account().address(),
                        new Timeouts(5000, 65_000),
                        upstream.account().maxInFlight());
        Connection free = accounts.connect("test", upstream, transport, policy(false), maxPending, null);
        for (long chat : LongStream.range(0, PINS).toArray()) {
            String id = uri.contains("whatsapp") ? String.valueOf(5511900000000L + chat) : "chat" + chat;
            free.submit(upstream.pin(id, pinned), this::ended, OWN_THREAD);
        }
        sendAndWait();
        transport.release();

        assertThat(endings).hasSize(PINS);
        assertThat(endings.stream().map(Completion::failure).filter(Objects::nonNull))
                .isEmpty();
    }
}
