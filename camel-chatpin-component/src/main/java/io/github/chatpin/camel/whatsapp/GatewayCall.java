package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of a gateway's.
 *
 * @param path its path below the gateway's address, encoded, with its query
 * @param body its JSON, {@code null} for a GET
 */
record GatewayCall(String path, ObjectNode body) {

    static GatewayCall get(String path) {
        return new GatewayCall(path, null);
    }

    /** Returns a body to which fields are to be added. */
    static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
