package io.github.chatpin.example.partitioned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a record asks for, {@code {"portal":"acme","chatId":"chat17","pinned":true}}; its key is the portal.
 *
 * @param portal the portal's name
 * @param chatId the chat
 * @param pinned whether it shall be pinned
 */
record PinOrder(String portal, String chatId, Boolean pinned) {

    /** Strict: an order is done as it was meant, or not at all. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /**
     * Reads a record.
     *
     * @throws MalformedRecordException if it is no order, or is in a partition that its portal does not choose
     */
    static PinOrder of(byte[] key, byte[] value) {
        if (key == null) {
            throw new MalformedRecordException("The record has no key; it must be the portal");
        }
        PinOrder order = read(value);
        if (!Arrays.equals(key, order.key())) {
            throw new MalformedRecordException("The record's key is not its portal, " + order.portal());
        }
        return order;
    }

    private static PinOrder read(byte[] value) {
        PinOrder order;
        try {
            order = value == null ? null : JSON.readValue(value, PinOrder.class);
        } catch (JsonProcessingException noOrder) {
            throw new MalformedRecordException("The record is no order: " + noOrder.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (order == null || order.portal() == null || order.chatId() == null || order.pinned() == null) {
            throw new MalformedRecordException("The record is no order: portal, chatId and pinned must be there");
        }
        return order;
    }

    /** {@return the record's key, which decides about the partition} */
    byte[] key() {
        return portal.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the record's value} */
    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
