package io.github.chatpin.example.benchmark.chart;

/** The size of all charts, and where in it the values are drawn. */
final class Frame {

    static final int WIDTH = 760;
    static final int HEIGHT = 420;
    static final int LEFT = 76;
    static final int RIGHT = WIDTH - 24;
    static final int TOP = 92;
    static final int BOTTOM = HEIGHT - 56;

    private Frame() {}

    static double x(double part) {
        return LEFT + part * (RIGHT - LEFT);
    }

    static double y(double part) {
        return BOTTOM - part * (BOTTOM - TOP);
    }
}
