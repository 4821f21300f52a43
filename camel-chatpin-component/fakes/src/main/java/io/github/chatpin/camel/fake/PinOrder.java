package io.github.chatpin.camel.fake;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of a call to pin a chat, read as strictly as a typed server reads it. */
sealed interface PinOrder {

    /**
     * A complete order.
     *
     * @param number a phone number or a JID
     * @param pin whether to pin or to unpin
     */
    record Valid(String number, boolean pin) implements PinOrder {}

    /**
     * A body that is refused.
     *
     * @param message the gateway's message
     */
    record Invalid(String message) implements PinOrder {}

    Pattern NUMBER = Pattern.compile("[0-9]{5,20}|[^@\\s]+@(s\\.whatsapp\\.net|lid|g\\.us|newsletter)");

    static PinOrder read(String body) {
        Optional<Map<String, Object>> fields = Json.fields(body);
        if (fields.isEmpty()) {
            return badBody("not a JSON object");
        }
        Object number = fields.get().get("number");
        Object pin = fields.get().get("pin");
        if (number == null || number.equals("")) {
            return new Invalid("Number is required");
        }
        if (!(number instanceof String text)) {
            return badBody("number must be a string");
        }
        if (!(pin instanceof Boolean truth)) {
            return badBody(pin == null ? "pin is required" : "pin must be a boolean");
        }
        return NUMBER.matcher(text).matches()
                ? new Valid(text, truth)
                : badBody("number is neither a phone number in international digits nor a JID");
    }

    private static PinOrder badBody(String reason) {
        return new Invalid("Invalid request body: " + reason);
    }
}
