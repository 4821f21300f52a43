package io.github.chatpin.camel.fake;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a dialog in its canonical form: prefix in lower case, number without leading zeros.
 *
 * @param prefix {@code chat}, {@code sg}, {@code crm}, or empty for a private dialog
 * @param number the number
 */
record DialogId(String prefix, String number) {

    private static final Pattern SYNTAX = Pattern.compile("(|chat|sg|crm)([0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final BigInteger LARGEST = BigInteger.valueOf(999_999_999_999_999_999L);

    static Optional<DialogId> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(2).replaceFirst("^0+(?=.)", "");
        return Optional.of(new DialogId(matcher.group(1).toLowerCase(Locale.ROOT), number));
    }

    /** For ids that a test gives. */
    static DialogId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a dialog id: " + text));
    }

    static DialogId ofChat(long chatId) {
        return new DialogId("chat", Long.toString(chatId));
    }

    /**
     * The dialog that the server looks up: a chat by a lower-case {@code chat} only, a private dialog by a number; by
     * anything else, such as {@code sg5} or {@code CHAT17}, it finds none.
     */
    static Optional<DialogId> lookedUp(String text) {
        return parse(text).filter(id -> id.isPrivate() ? !id.number().equals("0") : text.startsWith("chat"));
    }

    boolean isPrivate() {
        return prefix.isEmpty();
    }

    boolean isChat() {
        return prefix.equals("chat");
    }

    boolean isSonetGroup() {
        return prefix.equals("sg");
    }

    /** The number, at most one of 18 digits. */
    long value() {
        return new BigInteger(number).min(LARGEST).longValue();
    }

    @Override
    public String toString() {
        return prefix + number;
    }
}
