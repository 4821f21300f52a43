package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object. What is wrong with one is an {@link IllegalArgumentException} whose message names it.
 *
 * @param path what stands before a field's name in messages
 * @param json the object
 */
record Fields(String path, ObjectNode json) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads a body; an empty one has no fields. */
    static Fields of(String body) {
        if (body.isBlank()) {
            return new Fields("", JsonNodeFactory.instance.objectNode());
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return new Fields("", object);
            }
        } catch (JsonProcessingException malformed) {
            // said below
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    /** Refuses fields of other names: they would be misspelt ones. */
    void mustBeAmong(List<String> names) {
        json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("there is no field " + path + unknown + " here"
                            + (names.isEmpty() ? "" : ", only " + String.join(", ", names)));
                });
    }

    boolean has(String name) {
        return json.has(name);
    }

    String text(String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw must(name, "text that is not empty");
        }
        return value.asText();
    }

    /** Text as it is, and other JSON as text; empty without the field. */
    String body(String name) {
        JsonNode value = json.path(name);
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    boolean truth(String name) {
        JsonNode value = json.path(name);
        if (!value.isBoolean()) {
            throw must(name, "true or false");
        }
        return value.asBoolean();
    }

    int number(String name, int lowest, int highest) {
        JsonNode value = json.path(name);
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.asInt() < lowest
                || value.asInt() > highest) {
            throw must(name, "a whole number from " + lowest + " to " + highest);
        }
        return value.asInt();
    }

    Optional<Fields> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (json.get(name) instanceof ObjectNode object) {
            return Optional.of(new Fields(path + name + ".", object));
        }
        throw must(name, "a JSON object");
    }

    /** All fields, for names that are not known before. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (!field.getValue().isValueNode()) {
                throw must(field.getKey(), "text, a number, or true or false");
            }
            texts.put(field.getKey(), field.getValue().asText());
        });
        return texts;
    }

    IllegalArgumentException must(String name, String rule) {
        return new IllegalArgumentException(path + name + " must be " + rule);
    }
}
