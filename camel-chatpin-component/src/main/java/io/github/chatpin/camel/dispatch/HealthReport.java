package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.security.Redaction;

/**
 * Whether an account works. Without a secret.
 *
 * @param up         whether pins can be expected to be done
 * @param message    what is known
 * @param failure    the simple name of the exception that a pin would have failed with, {@code null} if there is none
 * @param statusCode the HTTP status of the answer that says so, 0 if there was none
 * @param errorCode  the upstream's code in it, {@code null} if there was none
 */
public record HealthReport(boolean up, String message, String failure, int statusCode, String errorCode) {

    static HealthReport up(String message) {
        return new HealthReport(true, message, null, 0, null);
    }

    static HealthReport down(String message) {
        return new HealthReport(false, message, null, 0, null);
    }

    static HealthReport down(ChatPinException failure, Redaction redaction) {
        return new HealthReport(
                false,
                redaction.clean(failure.getMessage()),
                failure.getClass().getSimpleName(),
                failure.getStatusCode(),
                redaction.clean(failure.getErrorCode()));
    }
}
