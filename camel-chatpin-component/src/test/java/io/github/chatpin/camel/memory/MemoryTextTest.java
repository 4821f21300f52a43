package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTextTest {

    private static final Instant SINCE = Instant.parse("2026-11-27T10:00:00.123456789Z");

    @Test
    void isOneLineOfJson() {
        Map<String, List<Remembered>> pins = new TreeMap<>(Map.of(
                "im.recent.pin", List.of(new Remembered("chat1", null, SINCE)),
                "pinChat", List.of(new Remembered("5511999990001", "5511999990001@s.whatsapp.net", SINCE))));

        assertThat(MemoryText.write(pins))
                .isEqualTo("{\"version\":1,\"pinned\":{"
                        + "\"im.recent.pin\":[{\"chatId\":\"chat1\",\"since\":\"2026-11-27T10:00:00.123456789Z\"}],"
                        + "\"pinChat\":[{\"chatId\":\"5511999990001\",\"jid\":\"5511999990001@s.whatsapp.net\","
                        + "\"since\":\"2026-11-27T10:00:00.123456789Z\"}]}}");
    }

    @Test
    void isReadAsItWasWritten() {
        Map<String, List<Remembered>> pins = Map.of(
                "im.recent.pin",
                List.of(new Remembered("chat\"1\"\n", null, SINCE), new Remembered("256", "Zoë 🙂", Instant.EPOCH)));

        assertThat(MemoryText.read(MemoryText.write(pins))).contains(pins);
        assertThat(MemoryText.write(pins)).doesNotContain("\n");
    }

    @Test
    void isReadWhereNothingIsRemembered() {
        assertThat(MemoryText.read(MemoryText.write(Map.of()))).contains(Map.of());
    }

    /** The column and the page on repositories name this. */
    @Test
    void hasNoMoreThanTwoHundredThousandCharacters() {
        List<Remembered> full = IntStream.range(0, RememberedPins.MOST)
                .mapToObj(i -> new Remembered(
                        "120363024567%06d@g.us".formatted(i), "120363024567%06d@g.us".formatted(i), SINCE))
                .toList();

        assertThat(MemoryText.write(Map.of("pinChat", full))).hasSizeLessThan(200_000);
    }

    @Test
    void mayHavePartsThatALaterReleaseAdds() {
        assertThat(MemoryText.read("{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":\"a\",\"since\":"
                        + "\"2026-11-27T10:00:00Z\",\"by\":\"x\"}]},\"more\":[]}"))
                .contains(Map.of("m", List.of(new Remembered("a", null, Instant.parse("2026-11-27T10:00:00Z")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "pins",
                "{}",
                "{\"version\":2,\"pinned\":{}}",
                "{\"version\":0,\"pinned\":{}}",
                "{\"version\":\"1\",\"pinned\":{}}",
                "{\"version\":1.5,\"pinned\":{}}",
                "{\"version\":4294967297,\"pinned\":{}}",
                "{\"pinned\":{}}",
                "{\"version\":1}",
                "{\"version\":1,\"pinned\":[]}",
                "{\"version\":1,\"pinned\":{}} {}",
                "{\"version\":1,\"pinned\":{\"m\":null}}",
                "{\"version\":1,\"pinned\":{\"m\":7}}",
                "{\"version\":1,\"pinned\":{\"m\":{}}}",
                "{\"version\":1,\"pinned\":{\"m\":{\"a\":{\"chatId\":\"a\",\"since\":\"2026-11-27T10:00:00Z\"}}}}",
                "{\"version\":1,\"pinned\":{\"m\":[\"chat1\"]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"since\":\"2026-11-27T10:00:00Z\"}]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":\" \",\"since\":\"2026-11-27T10:00:00Z\"}]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":17,\"since\":\"2026-11-27T10:00:00Z\"}]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":null,\"since\":\"2026-11-27T10:00:00Z\"}]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":\"chat1\"}]}}",
                "{\"version\":1,\"pinned\":{\"m\":[{\"chatId\":\"chat1\",\"since\":\"yesterday\"}]}}"
            })
    void isUnreadableWhereItIsNotWhatIsWritten(String text) {
        assertThat(MemoryText.read(text)).isEmpty();
    }
}
