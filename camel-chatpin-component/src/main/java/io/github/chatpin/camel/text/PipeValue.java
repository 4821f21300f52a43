package io.github.chatpin.camel.text;

import java.util.regex.Pattern;

/** An option's value as Camel 4.16 to 4.18 hand it over from a Pipe: percent-encoded, unless it is in {@code RAW(…)}. */
public final class PipeValue {

    private static final Pattern ENCODED = Pattern.compile("%[\\dA-Fa-f]{2}");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?is)%(25)*7b%(25)*7b.*");

    private PipeValue() {}

    /**
     * Refuses a value that is percent-encoded, for an option that has no such values.
     *
     * @param option the option's name, for the message; it does not repeat the value
     */
    public static void mustNotBeEncoded(String option, String value) {
        refuseIf(ENCODED.matcher(value).find(), option);
    }

    /**
     * Refuses a placeholder that is percent-encoded, so that Camel did not resolve it, for an option that may have any
     * value else.
     *
     * @param option the option's name, for the message; it does not repeat the value
     */
    public static void mustBeNoPlaceholder(String option, String value) {
        refuseIf(PLACEHOLDER.matcher(value).matches(), option);
    }

    private static void refuseIf(boolean isEncoded, String option) {
        if (isEncoded) {
            throw new IllegalArgumentException(
                    option
                            + ": is percent-encoded; write it as it is, and in a Pipe, whose values Camel encodes, inside RAW(…)");
        }
    }
}
