package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A map written the way PHP's {@code json_encode} writes an array. */
final class PhpArray {

    private PhpArray() {}

    /** A JSON list where the keys are exactly 0 to n-1 in order, so also where there are none; else an object. */
    static JsonNode encode(Map<String, ? extends JsonNode> entries) {
        return isList(entries) ? list(entries) : object(entries);
    }

    private static boolean isList(Map<String, ? extends JsonNode> entries) {
        int index = 0;
        for (String key : entries.keySet()) {
            if (!key.equals(Integer.toString(index))) {
                return false;
            }
            index++;
        }
        return true;
    }

    private static ArrayNode list(Map<String, ? extends JsonNode> entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        entries.values().forEach(list::add);
        return list;
    }

    private static ObjectNode object(Map<String, ? extends JsonNode> entries) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        entries.forEach(object::set);
        return object;
    }
}
