package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.RecordedRequest;

/** Recorded requests as JSON. */
final class RequestJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RequestJson() {}

    static ObjectNode of(int number, RecordedRequest request) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("number", number)
                .put("receivedAt", request.receivedAt().toString())
                .put("httpMethod", request.httpMethod())
                .put("path", request.path())
                .put("apiMethod", request.apiMethod())
                .put("status", request.status())
                .put("credentials", request.credentials().name());
        json.set("parameters", MAPPER.valueToTree(request.parameters()));
        json.set("headers", MAPPER.valueToTree(request.headers()));
        ArrayNode commands = json.putArray("commands");
        for (RecordedRequest.Command command : request.commands()) {
            ObjectNode inBatch = commands.addObject().put("key", command.key()).put("method", command.method());
            inBatch.set("parameters", MAPPER.valueToTree(command.parameters()));
        }
        return json;
    }
}
