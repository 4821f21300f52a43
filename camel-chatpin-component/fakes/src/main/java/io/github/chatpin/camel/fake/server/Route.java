package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the control server does for a method and a path.
 *
 * @param method the HTTP method
 * @param path the path's segments; one in braces stands for any text
 * @param fields the fields that its body may have
 * @param operation what is done
 */
record Route(String method, List<String> path, List<String> fields, Function<Call, Reply> operation) {

    static Route get(String path, Function<Call, JsonNode> operation) {
        return new Route("GET", segments(path), List.of(), operation.andThen(Reply::json));
    }

    static Route post(String path, Function<Call, JsonNode> operation, String... fields) {
        return new Route("POST", segments(path), List.of(fields), operation.andThen(Reply::json));
    }

    static Route delete(String path, Function<Call, JsonNode> operation) {
        return new Route("DELETE", segments(path), List.of(), operation.andThen(Reply::json));
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** What a path has for the names in braces; empty if it is another path. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = path.get(i);
            if (expected.startsWith("{")) {
                values.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
