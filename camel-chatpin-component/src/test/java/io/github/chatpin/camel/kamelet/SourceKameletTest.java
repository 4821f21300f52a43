package io.github.chatpin.camel.kamelet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kamelets that tell what was pinned. */
class SourceKameletTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wwebjs());

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final FakeGateway gateway = GATEWAY.fake();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void tellWhatIsPinnedInThePortal() throws Exception {
        pin(bitrix24(portal), "chat17");

        start(bitrix24(portal, "emitExisting=true", "delay=50")
                .replace("chatpin:bitrix24", "kamelet:chatpin-bitrix24-source"));

        await().atMost(20, SECONDS).until(() -> !told.isEmpty());
        assertThat(told.peek()).contains("\"chatId\":\"chat17\",\"pinned\":true");
    }

    @Test
    void tellWhatIsPinnedInWhatsApp() throws Exception {
        gateway.addChat("5511999990001@s.whatsapp.net", "Ana");
        gateway.pinByHand("5511999990001@s.whatsapp.net");

        start(whatsapp(gateway, "emitExisting=true", "delay=50")
                .replace("chatpin:whatsapp", "kamelet:chatpin-whatsapp-source"));

        await().atMost(20, SECONDS).until(() -> !told.isEmpty());
        assertThat(told.peek()).contains("\"chatId\":\"5511999990001\",\"pinned\":true,\"title\":\"Ana\"");
    }

    private void start(String source) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(source).process(exchange -> told.add(exchange.getIn().getBody(String.class)));
            }
        });
    }
}
