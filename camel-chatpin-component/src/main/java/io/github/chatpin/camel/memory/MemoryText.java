package io.github.chatpin.camel.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes what is remembered of an account as one line of JSON, and reads it. */
final class MemoryText {

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.reader();

    private MemoryText() {}

    static String write(Map<String, List<Remembered>> pins) {
        ObjectNode text = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        ObjectNode methods = text.putObject("pinned");
        pins.forEach((method, chats) -> {
            ArrayNode list = methods.putArray(method);
            chats.forEach(chat -> {
                ObjectNode item = list.addObject().put("chatId", chat.chatId());
                if (chat.jid() != null) {
                    item.put("jid", chat.jid());
                }
                item.put("since", chat.since().toString());
            });
        });
        try {
            return WRITER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings is always JSON", e);
        }
    }

    /** Returns what a text says, empty if it is not what {@link #write} makes. */
    static Optional<Map<String, List<Remembered>>> read(String text) {
        try {
            JsonNode root = READER.readTree(text);
            boolean isKnown = root.path("version").asInt() == VERSION
                    && root.path("version").isInt()
                    && root.path("pinned").isObject();
            return isKnown ? Optional.of(methods(root.path("pinned"))) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<Remembered>> methods(JsonNode methods) {
        Map<String, List<Remembered>> pins = new TreeMap<>();
        for (Map.Entry<String, JsonNode> method : methods.properties()) {
            mustBe(method.getValue().isArray());
            List<Remembered> chats = new ArrayList<>();
            method.getValue().forEach(item -> chats.add(chat(item)));
            pins.put(method.getKey(), chats);
        }
        return pins;
    }

    private static Remembered chat(JsonNode item) {
        JsonNode chatId = item.path("chatId");
        mustBe(chatId.isTextual() && !chatId.textValue().isBlank());
        return new Remembered(
                chatId.textValue(),
                item.path("jid").textValue(),
                Instant.parse(item.path("since").asText()));
    }

    private static void mustBe(boolean asItIsWritten) {
        if (!asItIsWritten) {
            throw new IllegalArgumentException("not what is written");
        }
    }
}
