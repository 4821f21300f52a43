package io.github.chatpin.camel;

/**
 * A pin that was not done. Each subclass is one reason for which a route may want its own {@code onException}.
 *
 * <p>Neither the message nor a cause ever contains a credential.
 */
public abstract class ChatPinException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String platform;
    private final String chatId;
    private final int statusCode;
    private final String errorCode;
    private final boolean retryable;

    /**
     * @param message   what happened, to which chat, and what to do
     * @param origin    where it happened
     * @param retryable whether the same request may succeed later
     */
    protected ChatPinException(String message, Origin origin, boolean retryable) {
        super(message);
        this.platform = origin.platform();
        this.chatId = origin.chatId();
        this.statusCode = origin.statusCode();
        this.errorCode = origin.errorCode();
        this.retryable = retryable;
    }

    /** Returns the platform's name, for instance {@code bitrix24}. */
    public String getPlatform() {
        return platform;
    }

    /** Returns the chat that was to be pinned, or {@code null} where the request had none. */
    public String getChatId() {
        return chatId;
    }

    /** Returns the HTTP status of the upstream's answer, 0 where there was no answer. */
    public int getStatusCode() {
        return statusCode;
    }

    /**
     * Returns the upstream's error code, or its message where the platform has no codes; {@code null} where there was
     * none.
     */
    public String getErrorCode() {
        return errorCode;
    }

    /** Returns whether the same request may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Where a failure comes from.
     *
     * @param platform   the platform's name
     * @param chatId     the chat, or {@code null}
     * @param statusCode the HTTP status, 0 where there was no answer
     * @param errorCode  the upstream's code or message, or {@code null}
     */
    public record Origin(String platform, String chatId, int statusCode, String errorCode) {

        /** The origin of a failure for which there was no answer. */
        public static Origin unanswered(String platform, String chatId) {
            return new Origin(platform, chatId, 0, null);
        }
    }
}
