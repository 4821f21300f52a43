package io.github.chatpin.camel.exchange;

import java.util.Locale;

/** Reads a pin's state as people and programs write it. */
final class PinState {

    private PinState() {}

    /** Returns the state, or {@code null} if the value is not clearly one. */
    static Boolean parse(Object value) {
        if (value instanceof Boolean state) {
            return state;
        }
        String text = ScalarText.of(value);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "y", "yes", "1" -> Boolean.TRUE;
            case "false", "n", "no", "0" -> Boolean.FALSE;
            default -> null;
        };
    }
}
