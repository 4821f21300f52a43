package io.github.chatpin.camel;

/** The upstream refused this pin: the chat does not exist, is of another kind, or is not the caller's. A retry does not help. */
public class PinRejectedException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, and what to do
     * @param origin  where it happened
     */
    public PinRejectedException(String message, Origin origin) {
        super(message, origin, false);
    }
}
