package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/** What became of one Bitrix24 method call. */
sealed interface RestOutcome {

    static RestOutcome done(Object result) {
        return new Done(Json.of(result), OptionalInt.empty(), OptionalInt.empty());
    }

    static RestOutcome badRequest(String code, String description) {
        return new Refused(400, code, description);
    }

    static Refused methodNotFound() {
        return new Refused(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    }

    /**
     * The method did its work.
     *
     * @param result its result
     * @param next where the next page begins, for lists that go on
     * @param total the number of items in all, for lists
     */
    record Done(JsonNode result, OptionalInt next, OptionalInt total) implements RestOutcome {}

    /**
     * The method was refused.
     *
     * @param status the HTTP status outside a batch
     * @param code the error code
     * @param description the text for people
     */
    record Refused(int status, String code, String description) implements RestOutcome {

        ObjectNode toJson() {
            return Json.object().put("error", code).put("error_description", description);
        }

        Answer toAnswer() {
            return toAnswer(Transport.JSON);
        }

        Answer toAnswer(Transport transport) {
            return transport.answer(status, toJson());
        }
    }
}
