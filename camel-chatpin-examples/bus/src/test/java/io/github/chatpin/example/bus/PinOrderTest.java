package io.github.chatpin.example.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PinOrderTest {

    @Test
    void readsWhatItWrites() {
        PinOrder order = new PinOrder("chat17", false);

        assertThat(order.json()).isEqualTo("{\"chatId\":\"chat17\",\"pinned\":false}");
        assertThat(PinOrder.of(order.json())).isEqualTo(order);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "null",
                "chat17",
                "[]",
                "{\"chatId\":\"chat17\"}",
                "{\"pinned\":true}",
                "{\"chatId\":\"chat17\",\"pinned\":null}",
                "{\"chatId\":\"chat17\",\"pinned\":\"true\"}",
                "{\"chatId\":\"chat17\",\"pinned\":1}",
                "{\"chatId\":\"chat17\",\"pinned\":true,\"portalUrl\":\"https://example.org\"}",
                "{\"chatId\":\"chat17\",\"pinned\":true} {\"chatId\":\"chat18\",\"pinned\":true}"
            })
    void refusesWhatIsNoOrder(String text) {
        assertThatExceptionOfType(MalformedOrderException.class).isThrownBy(() -> PinOrder.of(text));
    }
}
