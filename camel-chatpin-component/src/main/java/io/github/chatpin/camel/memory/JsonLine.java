package io.github.chatpin.camel.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One line of JSON that a repository keeps, with the version of its shape. */
final class JsonLine {

    private static final String VERSION = "version";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.reader();

    private JsonLine() {}

    /** Returns an object to which the rest is to be added. */
    static ObjectNode begin(int version) {
        return JsonNodeFactory.instance.objectNode().put(VERSION, version);
    }

    static String write(ObjectNode line) {
        try {
            return WRITER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts is always JSON", e);
        }
    }

    /** Returns what a text has, empty if it is no JSON, or of another version. */
    static Optional<JsonNode> read(String text, int version) {
        try {
            JsonNode line = READER.readTree(text);
            boolean isKnown = line.path(VERSION).isInt() && line.path(VERSION).asInt() == version;
            return isKnown ? Optional.of(line) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
