package io.github.chatpin.camel.text;

/** What a copy from elsewhere leaves around a value: blanks, line ends, and characters that do not show at all. */
public final class Blanks {

    private static final int NEXT_LINE = 0x85;

    private Blanks() {}

    /** Returns the text without blanks, line ends, byte order marks and marks of direction around it. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character) // also those at which no line may break
                || Character.getType(character) == Character.FORMAT
                || character == NEXT_LINE;
    }
}
