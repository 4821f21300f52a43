package io.github.chatpin.camel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import java.util.regex.Pattern;

/** What holds for the text of every failure, whatever the upstream wrote. */
public final class FailureText {

    private static final int LONGEST = 1000;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private FailureText() {}

    /** Checks that a failure can be logged: without the secret, on one line, of bounded length. */
    public static void check(ChatPinException failure, String secret) {
        check(failure.getMessage(), secret);
        if (failure.getErrorCode() != null) {
            check(failure.getErrorCode(), secret);
        }
        assertThat(failure.getCause()).isNull();
    }

    /** Checks that a text can be logged: without the secret, on one line, of bounded length. */
    public static void check(String text, String secret) {
        assertThat(text.contains(secret)).as("the secret is in: %s", text).isFalse();
        assertThat(text.length()).as("length").isLessThanOrEqualTo(LONGEST);
        assertThat(LINE_BREAK.matcher(text).find())
                .as("a line break is in: %s", text)
                .isFalse();
    }
}
