package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.InvalidPinRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A chat's id becomes a number or a JID with the same digits, or is refused. */
class WhatsAppChatFuzzTest {

    @DictionaryEntries({
        "@s.whatsapp.net",
        "@c.us",
        "@lid",
        "@g.us",
        "@newsletter",
        ":12",
        ".0:76",
        "+55 (11) 99999-9999",
        "00",
        "\\xC2\\xA0"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyId(byte[] input) {
        String written = new String(input, StandardCharsets.UTF_8);
        WhatsAppChat chat;
        try {
            chat = WhatsAppChat.parse(written);
        } catch (InvalidPinRequestException expected) {
            assertThat(expected.getMessage()).doesNotContain("null");
            return;
        }
        assertThat(chat.id()).matches("[0-9]{5,15}|[0-9]+(-[0-9]+)?@(s\\.whatsapp\\.net|lid|g\\.us|newsletter)");
        assertThat(digits(chat.id())).isEqualTo(digitsOfTheChat(written));
        assertThat(chat.id()).startsWith(chat.key()).doesNotStartWith(chat.id().contains("@") ? "@" : "00");
        assertThat(WhatsAppChat.parse(chat.id())).isEqualTo(chat);
        assertThat(WhatsAppChat.parse(chat.id().toUpperCase(Locale.ROOT))).isEqualTo(chat);
    }

    private static String digitsOfTheChat(String written) {
        return digits(written.contains("@") ? written.replaceAll("([._][0-9]+)?:[0-9]+@", "@") : written)
                .replaceFirst(written.contains("@") ? "$" : "^00", "");
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
