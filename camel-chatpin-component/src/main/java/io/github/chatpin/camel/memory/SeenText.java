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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a consumer has seen as one line of JSON, and reads it. */
final class SeenText {

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.reader();

    private SeenText() {}

    static String write(SeenPins.State state) {
        ObjectNode text = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        add(text.putArray("pinned"), state.pinned());
        add(text.putArray("due"), state.due());
        try {
            return WRITER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts is always JSON", e);
        }
    }

    private static void add(ArrayNode array, List<String> chatIds) {
        chatIds.forEach(array::add);
    }

    /** Returns what a text says, empty if it is not what {@link #write} makes. */
    static Optional<SeenPins.State> read(String text) {
        try {
            JsonNode root = READER.readTree(text);
            Optional<List<String>> pinned = texts(root.path("pinned"));
            Optional<List<String>> due = texts(root.path("due"));
            boolean isKnown =
                    root.path("version").isInt() && root.path("version").asInt() == VERSION;
            return isKnown && pinned.isPresent() && due.isPresent()
                    ? Optional.of(new SeenPins.State(pinned.get(), due.get()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return array.isArray() && !texts.contains(null) ? Optional.of(texts) : Optional.empty();
    }
}
