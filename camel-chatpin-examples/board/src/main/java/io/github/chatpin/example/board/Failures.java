package io.github.chatpin.example.board;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinFailure;
import java.util.stream.Collectors;
import org.apache.camel.RuntimeCamelException;

/** Says in words what has failed. */
final class Failures {

    private static final int LATER = 503;
    private static final int NEVER = 422;

    /**
     * A failure in words.
     *
     * @param failure what has failed, and of several chats which
     * @param retryable whether the same may succeed later; the words say it too
     */
    record Words(String failure, boolean retryable) {

        /** {@return the HTTP status that says the same} */
        int status() {
            return retryable ? LATER : NEVER;
        }
    }

    private Failures() {}

    static Words of(Throwable failure) {
        if (failure instanceof RuntimeCamelException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        boolean retryable = failure instanceof ChatPinException pin && pin.isRetryable();
        String text = failure instanceof BulkPinException bulk
                ? bulk.getFailures().stream().map(Failures::line).collect(Collectors.joining("; "))
                : String.valueOf(failure.getMessage());
        return new Words(retryable ? text + " (it may succeed later)" : text, retryable);
    }

    private static String line(PinFailure failure) {
        return "%s: %s".formatted(failure.request().chatId(), failure.cause().getMessage());
    }
}
