package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A batch's outcomes by key. Used by one thread. */
final class BatchResult {

    private final Map<String, JsonNode> results = new LinkedHashMap<>();
    private final Map<String, JsonNode> errors = new LinkedHashMap<>();
    private final Map<String, JsonNode> totals = new LinkedHashMap<>();
    private final Map<String, JsonNode> nexts = new LinkedHashMap<>();
    private final Map<String, JsonNode> times = new LinkedHashMap<>();

    void add(String key, RestOutcome outcome, Supplier<JsonNode> time) {
        if (outcome instanceof RestOutcome.Refused refused) {
            errors.put(key, refused.toJson());
        } else if (outcome instanceof RestOutcome.Done done) {
            results.put(key, done.result());
            done.total().ifPresent(total -> totals.put(key, IntNode.valueOf(total)));
            done.next().ifPresent(next -> nexts.put(key, IntNode.valueOf(next)));
            times.put(key, time.get());
        } else {
            throw new IllegalStateException("unknown outcome: " + outcome);
        }
    }

    /** Parameters with what they refer to in earlier results. */
    Map<String, Object> resolve(Map<String, Object> parameters) {
        return new BatchReferences(results).resolve(parameters);
    }

    JsonNode toJson() {
        ObjectNode json = Json.object();
        json.set("result", PhpArray.encode(results));
        json.set("result_error", PhpArray.encode(errors));
        json.set("result_total", PhpArray.encode(totals));
        json.set("result_next", PhpArray.encode(nexts));
        json.set("result_time", PhpArray.encode(times));
        return json;
    }
}
