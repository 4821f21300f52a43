package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown page with parts that are written by a program: each between a line {@code <!-- name -->} and a line
 * {@code <!-- /name -->}. Immutable.
 *
 * @param lines the page
 */
record Page(List<String> lines) {

    Page {
        lines = List.copyOf(lines);
    }

    /** Returns the page with other lines in one of its parts. */
    Page with(String name, List<String> part) {
        int start = lines.indexOf("<!-- " + name + " -->");
        int end = lines.indexOf("<!-- /" + name + " -->");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "The page has no lines <!-- %1$s --> and <!-- /%1$s -->".formatted(name));
        }
        List<String> changed = new ArrayList<>(lines.subList(0, start + 1));
        changed.addAll(part);
        changed.addAll(lines.subList(end, lines.size()));
        return new Page(changed);
    }
}
