package io.github.chatpin.example.benchmark.chart;

import java.util.List;
import java.util.Locale;

/** Writes an SVG document, with what all charts have in common. Not thread-safe. */
final class Svg {

    private static final int LEGEND_LINE = 18;
    private static final double LETTER_WIDTH = 6.6; // of the legend's type, on average
    private static final int SWATCH = 24;

    private final StringBuilder content = new StringBuilder();

    Svg(String title) {
        content.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
                .formatted(Frame.WIDTH, Frame.HEIGHT));
        content.append("<title>").append(escape(title)).append("</title>\n");
        content.append("<style>\n").append(style()).append("</style>\n");
        content.append("<rect class=\"paper\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n");
        text(Frame.LEFT, 30, "title", "start", title);
    }

    // With a ground of its own, it can be read whatever the page around it looks like.
    private static String style() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Colour colour : Colour.values()) {
            light.append(rule(colour, colour.light()));
            dark.append("  ").append(rule(colour, colour.dark()));
        }
        return """
                text { font: 12px system-ui, sans-serif; fill: #52514e; }
                .title { font-size: 15px; font-weight: 600; fill: #0b0b0b; }
                .value { fill: #0b0b0b; }
                .paper { fill: #fcfcfb; }
                .grid { stroke: #e1e0d9; }
                .base { stroke: #a3a29c; }
                .range { stroke: #0b0b0b; stroke-width: 1.5; }
                """ + light + """
                .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
                .dashed { stroke-dasharray: 6 4; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #c3c2b7; }
                  .title, .value { fill: #ffffff; }
                  .paper { fill: #1a1a19; }
                  .grid { stroke: #2f2f2d; }
                  .base { stroke: #6b6a66; }
                  .range { stroke: #ffffff; }
                """ + dark + "}\n";
    }

    private static String rule(Colour colour, String value) {
        return ".%s { fill: %s; stroke: %s; }%n".formatted(colour.cssClass(), value, value);
    }

    void text(double x, double y, String cssClass, String anchor, String text) {
        content.append("<text x=\"%s\" y=\"%s\" class=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), cssClass, anchor, escape(text)));
    }

    void straight(double x1, double y1, double x2, double y2, String cssClass) {
        content.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), cssClass));
    }

    void bar(double x, double y, double width, double height, Colour colour) {
        content.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>\n"
                .formatted(number(x), number(y), number(width), number(height), colour.cssClass()));
    }

    void line(List<double[]> points, Colour colour, boolean dashed) {
        StringBuilder coordinates = new StringBuilder();
        for (double[] point : points) {
            coordinates
                    .append(number(point[0]))
                    .append(',')
                    .append(number(point[1]))
                    .append(' ');
        }
        content.append("<polyline class=\"%s line%s\" points=\"%s\"/>\n"
                .formatted(
                        colour.cssClass(),
                        dashed ? " dashed" : "",
                        coordinates.toString().strip()));
    }

    /** Draws the vertical axis with its lines, and its label above it. */
    void verticalAxis(Axis axis) {
        for (double tick : axis.ticks()) {
            double y = Frame.y(axis.part(tick));
            straight(Frame.LEFT, y, Frame.RIGHT, y, tick == 0 ? "base" : "grid");
            text(Frame.LEFT - 8, y + 4, "tick", "end", axis.text(tick));
        }
        content.append("<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
                .formatted((Frame.TOP + Frame.BOTTOM) / 2, escape(axis.label())));
    }

    /** Draws what the horizontal axis shows, below its numbers. */
    void horizontalLabel(String label) {
        text((Frame.LEFT + Frame.RIGHT) / 2.0, Frame.HEIGHT - 14, "label", "middle", label);
    }

    void legend(List<LegendEntry> entries) {
        double x = Frame.LEFT;
        double y = 52;
        for (LegendEntry entry : entries) {
            double width = SWATCH + entry.name().length() * LETTER_WIDTH + 14;
            if (x + width > Frame.RIGHT && x > Frame.LEFT) {
                x = Frame.LEFT;
                y += LEGEND_LINE;
            }
            line(List.of(new double[] {x, y}, new double[] {x + SWATCH - 6, y}), entry.colour(), entry.dashed());
            text(x + SWATCH, y + 4, "entry", "start", entry.name());
            x += width;
        }
    }

    @Override
    public String toString() {
        return content + "</svg>\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
