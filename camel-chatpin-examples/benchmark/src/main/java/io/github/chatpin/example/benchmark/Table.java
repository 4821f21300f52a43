package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table whose first column is text and whose others are numbers. Immutable.
 *
 * @param header the columns' names
 * @param rows as many cells each as there are columns
 */
record Table(List<String> header, List<List<String>> rows) {

    Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("Row " + row + " does not fit " + header);
            }
        }
    }

    /** Returns the lines for a console. */
    List<String> toText() {
        List<String> lines = new ArrayList<>();
        lines.add(textLine(header));
        rows.forEach(row -> lines.add(textLine(row)));
        return lines;
    }

    private String textLine(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String gap = " ".repeat(width(column) - cells.get(column).length());
            line.append(column == 0 ? cells.get(column) + gap : "  " + gap + cells.get(column));
        }
        return line.toString();
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(header.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElseThrow();
    }

    /** Returns the lines for a Markdown page. */
    List<String> toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add(markdownLine(header));
        List<String> rule = new ArrayList<>(Collections.nCopies(header.size(), "---:"));
        rule.set(0, "---");
        lines.add(markdownLine(rule));
        rows.forEach(row -> lines.add(markdownLine(row)));
        return lines;
    }

    private static String markdownLine(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
