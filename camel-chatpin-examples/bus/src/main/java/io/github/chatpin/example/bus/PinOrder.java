package io.github.chatpin.example.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a message asks for, {@code {"chatId":"chat17","pinned":true}}; the queue it is in tells the platform.
 *
 * @param chatId the chat
 * @param pinned whether it shall be pinned
 */
record PinOrder(String chatId, Boolean pinned) {

    /** Strict: an order is done as it was meant, or not at all. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /**
     * Reads an order.
     *
     * @throws MalformedOrderException if it is none
     */
    static PinOrder of(String json) {
        PinOrder order;
        try {
            order = JSON.readValue(json == null ? "null" : json, PinOrder.class);
        } catch (JsonProcessingException noOrder) {
            throw new MalformedOrderException(noOrder.getOriginalMessage());
        }
        if (order == null || order.chatId() == null || order.pinned() == null) {
            throw new MalformedOrderException("chatId and pinned must be there");
        }
        return order;
    }

    /** Reads the order in the body into the endpoint's headers; the body stays as it is, for the dead-letter queue. */
    static void read(Exchange exchange) {
        Message message = exchange.getMessage();
        PinOrder order = of(message.getBody(String.class));
        message.setHeader(ChatPinConstants.CHAT_ID, order.chatId());
        message.setHeader(ChatPinConstants.PINNED, order.pinned());
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
