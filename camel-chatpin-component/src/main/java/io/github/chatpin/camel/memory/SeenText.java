package io.github.chatpin.camel.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a consumer has seen as one line of JSON, and reads it. */
final class SeenText {

    private static final int VERSION = 1;

    private SeenText() {}

    static String write(SeenPins.State state) {
        ObjectNode line = JsonLine.begin(VERSION);
        add(line.putArray("pinned"), state.pinned());
        add(line.putArray("due"), state.due());
        return JsonLine.write(line);
    }

    private static void add(ArrayNode array, List<String> chatIds) {
        chatIds.forEach(array::add);
    }

    /** Returns what a text says, empty if it is not what {@link #write} makes. */
    static Optional<SeenPins.State> read(String text) {
        return JsonLine.read(text, VERSION).flatMap(line -> {
            Optional<List<String>> pinned = texts(line.path("pinned"));
            Optional<List<String>> due = texts(line.path("due"));
            return pinned.isPresent() && due.isPresent()
                    ? Optional.of(new SeenPins.State(pinned.get(), due.get()))
                    : Optional.empty();
        });
    }

    private static Optional<List<String>> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return array.isArray() && !texts.contains(null) ? Optional.of(texts) : Optional.empty();
    }
}
