package io.github.chatpin.camel.spi;

/**
 * What an answer tells beside the outcome; each is {@code null} where it does not.
 *
 * @param operating          the method's execution time that counts against Bitrix24's operating limit, in seconds
 * @param operatingResetAt   when it is counted anew, in Unix seconds
 * @param rateLimitRemaining the requests that are left in the upstream's window
 * @param rateLimitResetAt   when its next window begins, in Unix seconds
 */
public record AnswerFacts(Double operating, Long operatingResetAt, Integer rateLimitRemaining, Long rateLimitResetAt) {

    /** Nothing is known. */
    public static final AnswerFacts NONE = new AnswerFacts(null, null, null, null);
}
