package io.github.chatpin.example.benchmark;

import java.awt.Color;

/** What a line or bar is drawn in; the same thing has the same colour in all charts. */
enum Colour {
    BLUE(0x2a78d6),
    ORANGE(0xeb6834),
    GREEN(0x1baf7a),
    YELLOW(0xeda100),
    GREY(0x6b6a66);

    private final Color paint;

    Colour(int rgb) {
        paint = new Color(rgb);
    }

    Color paint() {
        return paint;
    }
}
