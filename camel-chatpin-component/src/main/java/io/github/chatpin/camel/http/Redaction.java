package io.github.chatpin.camel.http;

import java.util.List;

/**
 * Takes secrets out of what others wrote, and makes it fit for a message: an upstream may repeat what was sent, at any
 * length and with line breaks.
 */
public final class Redaction {

    private static final String MASK = "xxxxxx";
    private static final int MAX_LENGTH = 200;

    // A shorter one is no secret, and taking it out would maim ordinary words.
    private static final int MIN_LENGTH = 6;

    private final List<String> secrets;

    public Redaction(List<String> secrets) {
        this.secrets =
                secrets.stream().filter(secret -> secret.length() >= MIN_LENGTH).toList();
    }

    /** Returns the text without the secrets, on one line and of at most 200 characters; {@code null} stays. */
    public String clean(String text) {
        if (text == null) {
            return null;
        }
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, MASK);
        }
        cleaned = cleaned.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cleaned.length() <= MAX_LENGTH ? cleaned : cleaned.substring(0, MAX_LENGTH) + "…";
    }

    /** Returns whether neither the failure nor its causes, nor what they suppressed, mention a secret. */
    public boolean isClean(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = cause.toString();
            if (secrets.stream().anyMatch(text::contains)) {
                return false;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (!isClean(suppressed)) {
                    return false;
                }
            }
        }
        return true;
    }
}
