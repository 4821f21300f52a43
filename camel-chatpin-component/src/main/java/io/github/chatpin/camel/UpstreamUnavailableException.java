package io.github.chatpin.camel;

/**
 * The upstream did not answer, answered with a fault of its own, or with something that its API does not document.
 * Thrown after {@code maxRetries}, or at once where the fault does not pass by itself (a blocked or deleted portal, a
 * redirect, a proxy that asks for credentials): then it is not retryable.
 */
public class UpstreamUnavailableException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message   what happened, and what to do
     * @param origin    where it happened
     * @param retryable whether the fault may pass by itself
     */
    public UpstreamUnavailableException(String message, Origin origin, boolean retryable) {
        super(message, origin, retryable);
    }
}
