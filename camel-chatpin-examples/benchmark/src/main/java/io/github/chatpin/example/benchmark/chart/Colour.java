package io.github.chatpin.example.benchmark.chart;

import java.util.Locale;

/** What a line or bar is drawn in; the same thing has the same colour in all charts. */
public enum Colour {
    BLUE("#2a78d6", "#3987e5"),
    ORANGE("#eb6834", "#d95926"),
    GREEN("#1baf7a", "#199e70"),
    YELLOW("#eda100", "#c98500"),
    GREY("#6b6a66", "#a3a29c");

    private final String light;
    private final String dark;

    Colour(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    String cssClass() {
        return name().toLowerCase(Locale.ROOT);
    }

    String light() {
        return light;
    }

    String dark() {
        return dark;
    }
}
