package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.InvalidPinRequestException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids each method takes, and how it writes them. */
class PinMethodTest {

    @ParameterizedTest
    @CsvSource({
        "chat17, chat17",
        "CHAT17, chat17",
        "sg5, sg5",
        "Sg005, sg5",
        "256, 256",
        "00256, 256",
        "0, 0",
        "chat000, chat0",
        "chat000123456789012345678, chat123456789012345678"
    })
    void writesDialogsInOneWay(String id, String canonical) {
        assertThat(PinMethod.RECENT.command(id, true).chatId()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"2020, 2020", "chat2020, 2020", "Chat02020, 2020"})
    void writesOpenLinesWithoutAPrefix(String id, String canonical) {
        assertThat(PinMethod.OPEN_LINE.command(id, true).chatId()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "chat", "sg", "-5", "+5", "chat 5", "5a", "chatchat5", "1234567890123456789", "٥", "ſg5"})
    void takesNothingElseAsADialog(String id) {
        assertThatThrownBy(() -> PinMethod.RECENT.command(id, true)).isInstanceOf(InvalidPinRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg5", "", "chat"})
    void takesNothingElseAsAnOpenLine(String id) {
        assertThatThrownBy(() -> PinMethod.OPEN_LINE.command(id, true)).isInstanceOf(InvalidPinRequestException.class);
    }
}
