package io.github.chatpin.camel;

/**
 * WhatsApp's limit of three pinned chats is reached: unpin one first.
 *
 * <p>The upstream has no code for it. When its text tells, the failure is certain and not retryable; when it is only
 * guessed from three other chats that are remembered as pinned, the failure may have another cause and is retryable.
 */
public class PinLimitReachedException extends ChatPinException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened, and what to do
     * @param origin  where it happened
     * @param guessed whether the limit is a guess and not what the upstream said
     */
    public PinLimitReachedException(String message, Origin origin, boolean guessed) {
        super(message, origin, guessed);
    }
}
