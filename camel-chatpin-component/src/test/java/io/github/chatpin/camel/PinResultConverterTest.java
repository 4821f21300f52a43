package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class PinResultConverterTest {

    private final CamelContext context = new DefaultCamelContext();
    private final PinResult result =
            new PinResult("whatsapp", "5511999999999", true, "5511999999999@s.whatsapp.net", "ok");

    @Test
    void convertsToAMap() {
        assertThat((Map<?, ?>) context.getTypeConverter().convertTo(Map.class, result))
                .isEqualTo(Map.of(
                        "platform", "whatsapp",
                        "chatId", "5511999999999",
                        "pinned", true,
                        "chatJid", "5511999999999@s.whatsapp.net",
                        "message", "ok"));
    }

    @Test
    void keepsTheNamesOfWhatAPlatformDoesNotHave() {
        Map<String, Object> expected = new HashMap<>();
        expected.put("platform", "bitrix24");
        expected.put("chatId", "chat17");
        expected.put("pinned", false);
        expected.put("chatJid", null);
        expected.put("message", null);

        assertThat((Map<?, ?>) context.getTypeConverter()
                        .convertTo(Map.class, new PinResult("bitrix24", "chat17", false, null, null)))
                .isEqualTo(expected);
    }

    @Test
    void convertsAChatOfAList() {
        PinnedChat chat = new PinnedChat("bitrix24", "chat17", "Shift", false);

        assertThat((Map<?, ?>) context.getTypeConverter().convertTo(Map.class, chat))
                .isEqualTo(Map.of("platform", "bitrix24", "chatId", "chat17", "title", "Shift", "remembered", false));
        assertThat(context.getTypeConverter().convertTo(String.class, new PinnedChat("whatsapp", "551", null, true)))
                .isEqualTo("{\"platform\":\"whatsapp\",\"chatId\":\"551\",\"title\":null,\"remembered\":true}");
    }

    @Test
    void convertsToJson() {
        assertThat(context.getTypeConverter().convertTo(String.class, result))
                .isEqualTo("{\"platform\":\"whatsapp\",\"chatId\":\"5511999999999\",\"pinned\":true,"
                        + "\"chatJid\":\"5511999999999@s.whatsapp.net\",\"message\":\"ok\"}");
    }
}
