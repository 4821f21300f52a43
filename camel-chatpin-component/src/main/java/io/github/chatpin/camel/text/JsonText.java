package io.github.chatpin.camel.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Finds a text in JSON that servers write in more than one shape. */
public final class JsonText {

    private JsonText() {}

    /**
     * Returns a text or a number as it is, of a list what its first element has, of an object what the first of these
     * fields has that has anything; empty where there is nothing. Zero, {@code true} and {@code false} are nothing.
     */
    public static String first(JsonNode node, List<String> fields) {
        if (node.isArray()) {
            return first(node.path(0), fields);
        }
        if (node.isObject()) {
            for (String field : fields) {
                String text = first(node.path(field), fields);
                if (!text.isBlank()) {
                    return text;
                }
            }
            return "";
        }
        return node.isTextual() || node.isNumber() && node.doubleValue() != 0 ? node.asText() : "";
    }
}
