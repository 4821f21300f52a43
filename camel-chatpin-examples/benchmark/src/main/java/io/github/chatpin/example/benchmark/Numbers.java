package io.github.chatpin.example.benchmark;

import java.util.Locale;

/** Writes numbers as tables show them. */
final class Numbers {

    private Numbers() {}

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    static String twoDecimals(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
