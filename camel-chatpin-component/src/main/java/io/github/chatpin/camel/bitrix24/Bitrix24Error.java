package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.text.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An error as Bitrix24 tells it, for a request or for one command of a batch.
 *
 * @param method      the method that it is about, {@code batch} where it is a whole batch
 * @param code        the code as it was written, empty where there was none
 * @param description the text, empty where there was none
 * @param inBatch     whether it is about one command of a batch, which has no status of its own
 * @param isTold      whether it is there at all: an {@code error} that is null, false or empty and has no text is none
 */
record Bitrix24Error(String method, String code, String description, boolean inBatch, boolean isTold) {

    // Version 3 of the REST API has an object as error. Source: page "Overview of REST 3.0", read in November 2026.
    private static final List<String> CODES = List.of("code", "error");
    private static final List<String> TEXTS = List.of("message", "error_description", "description");

    private static final Set<String> FOR_GOOD = Set.of("OVERLOAD_LIMIT", "PORTAL_DELETED");
    private static final Set<String> PASSING =
            Set.of("INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "AUTHORIZATION_ERROR", "CONNECTION_ERROR");

    static Bitrix24Error ofRequest(String method, JsonNode body) {
        return of(method, body, false);
    }

    /** Reads an entry of {@code result_error}. There an empty code is told: of an open line of another operator. */
    static Bitrix24Error ofCommand(String method, JsonNode entry) {
        if (entry.isTextual()) {
            String code = entry.textValue();
            return new Bitrix24Error(method, code, "", true, !code.isBlank());
        }
        Bitrix24Error error = of(method, entry, true);
        return entry.path("error").isTextual()
                ? new Bitrix24Error(method, error.code, error.description, true, true)
                : error;
    }

    private static Bitrix24Error of(String method, JsonNode node, boolean inBatch) {
        JsonNode error = node.path("error");
        JsonNode object = error.isArray() ? error.path(0) : error;
        String code = JsonText.first(error, CODES);
        String description = JsonText.first(node.path("error_description"), TEXTS);
        if (description.isBlank() && object.isObject()) {
            description = JsonText.first(object, TEXTS);
        }
        boolean isTold = !code.isBlank()
                || !description.isBlank()
                || error.isContainerNode() && !error.isEmpty()
                || error.isBoolean() && error.booleanValue();
        return new Bitrix24Error(method, code, description, inBatch, isTold);
    }

    /** Returns whether a web server has answered that there is no such page, and not the API that something is not there. */
    static boolean isPageNotFound(UpstreamAnswer answer) {
        return answer.status() == 404 && !answer.json().isContainerNode();
    }

    boolean hasCode() {
        return !code.isBlank();
    }

    /** Returns the code as codes are compared. */
    String key() {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** Returns whether the code says that asking again may help, whatever the status. */
    boolean isPassing() {
        return PASSING.contains(key());
    }

    /** Returns whether the code says that the portal is out of order and stays so, whatever the status. */
    boolean isForGood() {
        return FOR_GOOD.contains(key());
    }
}
