package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commands of a batch refer to as {@code $result[key][field]…}: earlier commands' results.
 *
 * @param results those so far, by key
 */
record BatchReferences(Map<String, JsonNode> results) {

    private static final Pattern REFERENCE = Pattern.compile("\\$result((?:\\[[^\\]]*])+)");
    private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)]");

    Map<String, Object> resolve(Map<String, Object> parameters) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        parameters.forEach((name, value) -> resolved.put(name, resolve(value)));
        return resolved;
    }

    private Object resolve(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            map.forEach((key, inner) -> resolved.put(String.valueOf(key), resolve(inner)));
            return resolved;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        return value instanceof String text ? resolve(text) : value;
    }

    /** A reference that is all of the text stands for a result of any kind; within a text, for text. */
    private Object resolve(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            JsonNode found = find(reference.group(1));
            return found.isMissingNode() || found.isNull() ? "" : Json.plain(found);
        }
        return reference.replaceAll(
                match -> Matcher.quoteReplacement(find(match.group(1)).asText()));
    }

    private JsonNode find(String path) {
        Matcher step = STEP.matcher(path);
        step.find();
        JsonNode node = results.getOrDefault(step.group(1), MissingNode.getInstance());
        while (step.find()) {
            node = node.isArray() ? node.path(index(step.group(1))) : node.path(step.group(1));
        }
        return node;
    }

    private static int index(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
