package io.github.chatpin.camel.docs;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Traces as an SVG: a bar for each span, those of one trace below each other, and a dashed line from a request to each
 * exchange that it has a link to. The same for the same spans.
 */
final class TraceDrawing {

    private static final int WIDTH = 760;
    private static final int ROW = 22;
    private static final int TOP = 40;
    private static final int BARS = 170; // where the time begins
    private static final int RIGHT = 210; // of the bars, for what they say
    private static final int INDENT = 14;
    private static final int TICKS = 5;

    private static final String EXCHANGE = "#2a78d6";
    private static final String REQUEST = "#eb6834";
    private static final String OTHER = "#b5b4ae";
    private static final String FAILED = "#c0152f";
    private static final String TEXT = "#52514e";
    private static final String LINES = "#e1e0d9";

    private final List<Row> rows = new ArrayList<>();
    private final long begin;
    private final double nanosPerPixel;

    /**
     * A line of the picture.
     *
     * @param depth how many spans are around it
     */
    private record Row(SpanData span, int depth) {}

    TraceDrawing(List<SpanData> spans) {
        List<SpanData> sorted = spans.stream()
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
        sorted.stream().filter(span -> isRoot(span, sorted)).forEach(root -> add(root, 0, sorted));
        begin = sorted.get(0).getStartEpochNanos();
        long end = sorted.stream().mapToLong(SpanData::getEndEpochNanos).max().orElseThrow();
        nanosPerPixel = (double) (end - begin) / (WIDTH - BARS - RIGHT);
    }

    private static boolean isRoot(SpanData span, List<SpanData> all) {
        return all.stream().noneMatch(other -> other.getSpanId().equals(span.getParentSpanId()));
    }

    private void add(SpanData span, int depth, List<SpanData> all) {
        rows.add(new Row(span, depth));
        all.stream()
                .filter(other -> other.getParentSpanId().equals(span.getSpanId()))
                .forEach(child -> add(child, depth + 1, all));
    }

    String toSvg() {
        int height = TOP + rows.size() * ROW + ROW;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d"\
                 font-family="sans-serif" font-size="12" fill="%3$s">
                <rect width="%1$d" height="%2$d" fill="white"/>
                """.formatted(WIDTH, height, TEXT));
        addTime(svg, height);
        for (int i = 0; i < rows.size(); i++) {
            addRow(svg, rows.get(i), TOP + i * ROW);
        }
        for (int i = 0; i < rows.size(); i++) {
            addLinks(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void addTime(StringBuilder svg, int height) {
        double millis = (WIDTH - BARS - RIGHT) * nanosPerPixel / 1_000_000;
        double step = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
                .filter(each -> millis / each <= TICKS)
                .findFirst()
                .orElse(5000);
        for (double at = 0; at <= millis; at += step) {
            double x = BARS + at * 1_000_000 / nanosPerPixel;
            svg.append(line("<path d=\"M%.1f %d V%d\" stroke=\"%s\"/>", x, TOP - 8, height - 8, LINES));
            svg.append(line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f ms</text>", x, TOP - 14, at));
        }
    }

    private void addRow(StringBuilder svg, Row row, int y) {
        SpanData span = row.span;
        if (row.depth == 0 && y > TOP) {
            svg.append(line("<path d=\"M8 %d H%d\" stroke=\"%s\"/>", y - 1, WIDTH - 8, LINES));
        }
        boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
        double from = x(span.getStartEpochNanos());
        double to = Math.max(from + 2, x(span.getEndEpochNanos()));
        svg.append(line("<text x=\"%d\" y=\"%d\">%s</text>", 8 + row.depth * INDENT, y + 15, span.getName()));
        svg.append(line(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\" rx=\"2\" fill=\"%s\"%s/>",
                from, y + 5, to - from, colour(span), failed ? " stroke=\"" + FAILED + "\" stroke-width=\"2\"" : ""));
        String said = said(span);
        if (!said.isEmpty()) {
            String fill = failed ? " fill=\"" + FAILED + "\"" : "";
            svg.append(line("<text x=\"%.1f\" y=\"%d\"%s>%s</text>", to + 6, y + 15, fill, said));
        }
    }

    private void addLinks(StringBuilder svg, int from) {
        SpanData request = rows.get(from).span;
        if (!isRequest(request)) {
            return;
        }
        for (LinkData link : request.getLinks()) {
            int to = 0;
            while (!rows.get(to).span.getSpanId().equals(link.getSpanContext().getSpanId())) {
                to++;
            }
            double x = x(request.getStartEpochNanos());
            svg.append(line(
                    "<path d=\"M%.1f %d V%d\" stroke=\"%s\" stroke-dasharray=\"3 3\"/>",
                    x, TOP + from * ROW + 17, TOP + to * ROW + 11, REQUEST));
            svg.append(line("<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"%s\"/>", x, TOP + to * ROW + 11, REQUEST));
        }
    }

    private double x(long epochNanos) {
        return BARS + (epochNanos - begin) / nanosPerPixel;
    }

    private static String colour(SpanData span) {
        if (isRequest(span)) {
            return REQUEST;
        }
        return tag(span, "chatpin.platform") == null ? OTHER : EXCHANGE;
    }

    private static boolean isRequest(SpanData span) {
        return tag(span, "http.request.method") != null;
    }

    private static String said(SpanData span) {
        Long pins = span.getAttributes().get(AttributeKey.longKey("chatpin.pins"));
        Long status = span.getAttributes().get(AttributeKey.longKey("http.response.status_code"));
        String attempts = tag(span, "chatpin.attempts");
        return Stream.of(
                        pins == null ? null : "pins " + pins,
                        status == null ? null : "status " + status,
                        attempts == null ? null : "attempts " + attempts,
                        isRequest(span) ? null : tag(span, "error.type"))
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static String tag(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
