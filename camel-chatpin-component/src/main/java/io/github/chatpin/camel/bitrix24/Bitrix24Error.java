package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * An error as Bitrix24 tells it, for a request or for one command of a batch.
 *
 * @param method      the method that it is about, {@code batch} where it is a whole batch
 * @param code        the code as it was written, empty where there was none
 * @param description the text, empty where there was none
 * @param inBatch     whether it is about one command of a batch, which has no status of its own
 */
record Bitrix24Error(String method, String code, String description, boolean inBatch) {

    static Bitrix24Error of(String method, JsonNode node, boolean inBatch) {
        return new Bitrix24Error(
                method,
                node.path("error").asText(),
                node.path("error_description").asText(""),
                inBatch);
    }

    boolean hasCode() {
        return !code.isBlank();
    }

    /** Returns the code as codes are compared. */
    String key() {
        return code.toUpperCase(Locale.ROOT);
    }
}
