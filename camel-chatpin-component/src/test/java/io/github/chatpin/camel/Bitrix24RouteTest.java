package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Bitrix24RouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Test
    void pinsAChat() {
        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(new PinResult("bitrix24", "chat17", true, null, null));
        assertThat(fake.isPinned("chat17")).isTrue();
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void unpinsAChat() {
        pin(bitrix24(fake), "chat17");

        Exchange exchange = send(bitrix24(fake), "chat17", "N");

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isFalse();
        assertThat(fake.isPinned("chat17")).isFalse();
    }

    @Test
    void sendsALonePinAsAPlainCallWithAnExplicitState() {
        send(bitrix24(fake), "CHAT0017", false);

        RecordedRequest request = fake.requests().get(0);
        assertThat(request.apiMethod()).isEqualTo("im.recent.pin");
        assertThat(request.parameters()).isEqualTo(Map.of("DIALOG_ID", "chat17", "PIN", "N"));
    }

    @Test
    void sendsBulkBodiesInBatches() {
        List<String> chats = IntStream.range(1, 121).mapToObj(i -> "chat" + i).toList();

        Exchange exchange = sendMessage(bitrix24(fake, "pinned=false"), chats, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(List.class)).hasSize(120);
        assertThat(fake.requests()).hasSize(3).allMatch(request -> request.apiMethod()
                .equals("batch"));
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(3);
    }
}
