package io.github.chatpin.camel.exchange;

import java.math.BigDecimal;

/**
 * Reads texts and whole numbers as text, whatever their type: a database's column comes as a BigDecimal, a script's
 * variable as a Double.
 */
final class ScalarText {

    // More than any id has. A BigDecimal's exponent may stand for a billion, which must not be written out.
    private static final int MOST_DIGITS = 40;

    private ScalarText() {}

    /** Returns the text or the digits, {@code null} if the value is neither a text nor a number that is whole. */
    static String of(Object value) {
        if (value instanceof Number number) {
            return digits(number);
        }
        return value instanceof CharSequence ? value.toString() : null;
    }

    private static String digits(Number number) {
        try {
            BigDecimal decimal = number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
            if (decimal.signum() == 0) {
                return "0";
            }
            long digitsBeforeThePoint = (long) decimal.precision() - decimal.scale();
            return digitsBeforeThePoint < 1 || digitsBeforeThePoint > MOST_DIGITS
                    ? null
                    : decimal.toBigIntegerExact().toString();
        } catch (ArithmeticException | NumberFormatException e) { // a fraction; or NaN, or infinite
            return null;
        }
    }
}
