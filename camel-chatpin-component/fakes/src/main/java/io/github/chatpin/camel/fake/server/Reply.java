package io.github.chatpin.camel.fake.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One answer of the control server.
 *
 * @param status the HTTP status
 * @param contentType what the content is
 * @param content the content
 */
record Reply(int status, String contentType, byte[] content) {

    static Reply json(JsonNode json) {
        return json(200, json);
    }

    static Reply error(int status, String sentence) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", sentence));
    }

    private static Reply json(int status, JsonNode json) {
        return new Reply(status, "application/json; charset=utf-8", (json + "\n").getBytes(UTF_8));
    }
}
