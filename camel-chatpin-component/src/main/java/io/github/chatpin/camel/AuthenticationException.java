package io.github.chatpin.camel;

/** The credentials are missing, wrong, expired or not allowed to do this. A retry does not help until they are changed. */
public class AuthenticationException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, and what to do
     * @param origin  where it happened
     */
    public AuthenticationException(String message, Origin origin) {
        super(message, origin, false);
    }
}
