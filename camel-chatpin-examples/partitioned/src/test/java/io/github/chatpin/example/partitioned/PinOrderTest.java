package io.github.chatpin.example.partitioned;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PinOrderTest {

    private static final PinOrder ORDER = new PinOrder("acme", "chat17", false);

    @Test
    void readsWhatItWrites() {
        assertThat(ORDER.json())
                .asString(UTF_8)
                .isEqualTo("{\"portal\":\"acme\",\"chatId\":\"chat17\",\"pinned\":false}");
        assertThat(PinOrder.of(ORDER.key(), ORDER.json())).isEqualTo(ORDER);
    }

    @Test
    void refusesARecordWithoutAKey() {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> PinOrder.of(null, ORDER.json()))
                .withMessage("The record has no key; it must be the portal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme ", "Acme", "umbrella"})
    void refusesARecordWhoseKeyIsNotItsPortal(String key) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> PinOrder.of(key.getBytes(UTF_8), ORDER.json()))
                .withMessage("The record's key is not its portal, acme");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "null",
                "chat17",
                "[]",
                "{\"portal\":\"acme\",\"chatId\":\"chat17\"}",
                "{\"portal\":\"acme\",\"pinned\":true}",
                "{\"chatId\":\"chat17\",\"pinned\":true}",
                "{\"portal\":\"acme\",\"chatId\":\"chat17\",\"pinned\":1}",
                "{\"portal\":\"acme\",\"chatId\":\"chat17\",\"pinned\":\"true\"}",
                "{\"portal\":\"acme\",\"chatId\":\"chat17\",\"pinned\":true,\"portalUrl\":\"https://example.org\"}",
                "{\"portal\":\"acme\",\"chatId\":\"chat17\",\"pinned\":true} {}"
            })
    void refusesWhatIsNoOrder(String value) {
        byte[] bytes = value == null ? null : value.getBytes(UTF_8);

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> PinOrder.of(ORDER.key(), bytes))
                .withMessageStartingWith("The record is no order: ");
    }
}
