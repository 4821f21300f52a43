package io.github.chatpin.camel;

/** A missing or malformed chat id, state or body. Nothing was sent; the same request never succeeds. */
public class InvalidPinRequestException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, and what to do
     * @param origin  where it happened
     */
    public InvalidPinRequestException(String message, Origin origin) {
        super(message, origin, false);
    }
}
