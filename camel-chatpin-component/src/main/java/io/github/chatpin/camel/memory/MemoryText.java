package io.github.chatpin.camel.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    private MemoryText() {}

    static String write(Map<String, List<Remembered>> pins) {
        ObjectNode text = JsonLine.begin(VERSION);
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
        return JsonLine.write(text);
    }

    /** Returns what a text says, empty if it is not what {@link #write} makes. */
    static Optional<Map<String, List<Remembered>>> read(String text) {
        try {
            return JsonLine.read(text, VERSION)
                    .map(line -> line.path("pinned"))
                    .filter(JsonNode::isObject)
                    .map(MemoryText::methods);
        } catch (DateTimeException | IllegalArgumentException e) {
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
