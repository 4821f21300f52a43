package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP answer.
 *
 * @param status the HTTP status
 * @param headers one value per header; names in any case
 * @param body the body, empty for none
 */
record Answer(int status, Map<String, String> headers, String body) {

    static final Map<String, String> JSON_HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, JSON_HEADERS, body.toString());
    }

    /** Adds headers, which replace those of the same name. */
    Answer with(Map<String, String> more) {
        return new Answer(status, merged(headers, more), body);
    }

    /** Adds headers where there are none of the same name. */
    Answer withDefaults(Map<String, String> more) {
        return new Answer(status, merged(more, headers), body);
    }

    /** Keeps the first half of the body. */
    Answer truncated() {
        return new Answer(status, headers, body.substring(0, body.length() / 2));
    }

    ResponseDefinition toDefinition() {
        ResponseDefinitionBuilder builder = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withBody(body.getBytes(UTF_8));
        headers.forEach(builder::withHeader);
        return builder.build();
    }

    private static Map<String, String> merged(Map<String, String> weaker, Map<String, String> stronger) {
        Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        merged.putAll(weaker);
        merged.putAll(stronger);
        return merged;
    }
}
