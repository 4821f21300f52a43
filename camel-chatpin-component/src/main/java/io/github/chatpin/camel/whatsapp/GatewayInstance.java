package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.util.Map;

/**
 * One instance of a gateway, as one endpoint has it.
 *
 * @param headers of all requests; they may have a credential
 */
record GatewayInstance(Gateway gateway, GatewayAddress address, GatewayAccess access, Map<String, String> headers) {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    static GatewayInstance of(Gateway gateway, GatewayAddress address, GatewayAccess access) {
        return new GatewayInstance(gateway, address, access, Map.copyOf(gateway.headers(access)));
    }

    /** Returns the request for a call whose answer is short. */
    UpstreamRequest request(GatewayCall call) {
        return request(call, UpstreamRequest.SHORT_ANSWER);
    }

    UpstreamRequest request(GatewayCall call, int longestAnswer) {
        return new UpstreamRequest(address.of(call), headers, call.body() == null ? null : json(call), longestAnswer);
    }

    private static byte[] json(GatewayCall call) {
        try {
            return JSON.writeValueAsBytes(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and booleans are always JSON", e);
        }
    }

    /** Names address and instance only: the headers may have a credential. */
    @Override
    public String toString() {
        return address + " " + access;
    }
}
