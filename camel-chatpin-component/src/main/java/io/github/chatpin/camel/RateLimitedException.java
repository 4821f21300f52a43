package io.github.chatpin.camel;

import java.time.Duration;

/** Still over one of the upstream's limits after {@code maxRetries}, or {@code maxWait} has passed. */
public class RateLimitedException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message    what happened, and what to do
     * @param origin     where it happened
     * @param retryAfter how long the upstream asked to wait, or {@code null} where it did not say
     */
    public RateLimitedException(String message, Origin origin, Duration retryAfter) {
        super(message, origin, true);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the upstream asked to wait, counted from its answer, or {@code null} where it did not say. */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}
