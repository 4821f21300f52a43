package io.github.chatpin.example.javadsl;

import java.io.PrintStream;
import java.util.Map;

/**
 * A bar in the terminal's last line that shows how far a number of pins has come; without a terminal it shows nothing.
 * Not thread-safe.
 */
final class ProgressBar {

    private static final String OVERRIDE = "CHATPIN_PROGRESS";
    private static final int WIDTH = 40;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean wanted;
    private int total;
    private int advanced;

    ProgressBar(PrintStream out, boolean wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** {@return whether there is a terminal for a bar, unless {@code CHATPIN_PROGRESS} is always or never} */
    static boolean isWanted(Map<String, String> environment) {
        String override = environment.getOrDefault(OVERRIDE, "auto");
        boolean terminal = System.console() != null
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return override.equals("always") || terminal && !override.equals("never");
    }

    void begin(int pins) {
        total = pins;
        advanced = 0;
        draw();
    }

    void advance() {
        advanced++;
    }

    void end() {
        erase();
        total = 0;
    }

    void erase() {
        if (isShown()) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    void draw() {
        if (isShown()) {
            int filled = WIDTH * Math.min(advanced, total) / total;
            out.printf("[%s%s] %d/%d", "#".repeat(filled), "-".repeat(WIDTH - filled), advanced, total);
            out.flush();
        }
    }

    private boolean isShown() {
        return wanted && total > 0;
    }
}
