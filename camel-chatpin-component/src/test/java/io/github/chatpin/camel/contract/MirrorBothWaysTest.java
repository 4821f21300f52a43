package io.github.chatpin.camel.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mirror in both directions at once: what the smaller cap of WhatsApp does to the portal. */
class MirrorBothWaysTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wwebjs());

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final FakeGateway gateway = GATEWAY.fake();

    @BeforeEach
    void threeChatsArePinnedInThePortal() {
        for (int i = 1; i <= 5; i++) {
            gateway.addChat("551199999000" + i + "@s.whatsapp.net", "Customer " + i);
        }
        for (int i = 1; i <= 3; i++) {
            ByHand.pin(portal, "chat" + i, true);
        }
    }

    private void pinTwoMoreInThePortal() {
        await().atMost(20, SECONDS).until(() -> gateway.pinnedChats().size() == 3);
        awaitReadingsOfWhatsApp(3);
        ByHand.pin(portal, "chat4", true);
        ByHand.pin(portal, "chat5", true);
    }

    private void awaitReadingsOfWhatsApp(int more) {
        long before = readingsOfWhatsApp();
        await().atMost(20, SECONDS).until(() -> readingsOfWhatsApp() >= before + more);
    }

    private long readingsOfWhatsApp() {
        return gateway.requests().stream()
                .filter(request -> request.apiMethod().equals("listChats"))
                .count();
    }

    private void mirror(String policy) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(bitrix24(portal, "plan=unlimited", "delay=30", "emitExisting=true"))
                        .setHeader(
                                ChatPinConstants.CHAT_ID,
                                header(ChatPinConstants.CHAT_ID).regexReplaceAll("chat", "551199999000"))
                        .to(whatsapp(gateway, "pinLimitPolicy=" + policy));

                from(whatsapp(gateway, "delay=30", "emitExisting=true"))
                        .setHeader(
                                ChatPinConstants.CHAT_ID,
                                header(ChatPinConstants.CHAT_ID).regexReplaceAll("551199999000", "chat"))
                        .to(bitrix24(portal, "plan=unlimited"));
            }
        });
    }

    @Test
    void skipLosesNothing() throws Exception {
        mirror("skip");
        pinTwoMoreInThePortal();
        awaitReadingsOfWhatsApp(5);

        assertThat(portal.pinnedDialogs()).hasSize(5);
    }

    /** Each eviction in WhatsApp is a change that the other direction brings to the portal. */
    @Test
    void evictOldestUnpinsInThePortal() throws Exception {
        mirror("evictOldest");
        pinTwoMoreInThePortal();

        await().atMost(20, SECONDS).until(() -> portal.pinnedDialogs().size() == 3);

        assertThat(portal.pinnedDialogs()).isSubsetOf(List.of("chat1", "chat2", "chat3", "chat4", "chat5"));
    }
}
