package io.github.chatpin.camel.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of source files that pages quote: from a line {@code snippet <name>} to a line {@code end}. */
final class SourceSnippet {

    private SourceSnippet() {}

    /** Returns the part's text without its indentation. */
    static String read(MarkdownPage.Source source) throws IOException {
        Path file = MarkdownPage.ROOT.resolve(source.path());
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no file " + source.path());
        }
        List<String> lines = Files.readAllLines(file);
        int start = indexOf("snippet " + source.name(), lines, 0);
        int end = indexOf("end", lines, Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException(
                    "%s has no lines '%s' and '%s'".formatted(source.path(), "snippet " + source.name(), "end"));
        }
        return String.join("\n", lines.subList(start + 1, end)).stripIndent();
    }

    private static int indexOf(String marker, List<String> lines, int from) {
        List<String> comments = List.of("// " + marker, "# " + marker, "-- " + marker, "<!-- " + marker + " -->");
        for (int i = from; i < lines.size(); i++) {
            if (comments.contains(lines.get(i).strip())) {
                return i;
            }
        }
        return -1;
    }
}
