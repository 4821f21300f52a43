package io.github.chatpin.camel.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param path  where it is
 * @param lines its text
 */
record MarkdownPage(Path path, List<String> lines) {

    /** The project's root, wherever the tests are started. */
    static final Path ROOT = root();

    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * A fenced block.
     *
     * @param language what it is written in, empty if it does not say
     * @param text     what it holds, without the fences
     * @param line     the line on which it begins, from 1
     * @param section  the heading of the second level above it, empty if there is none
     * @param source   the snippet that it is a copy of, {@code null} if it does not say
     */
    record Fence(String language, String text, int line, String section, Source source) {}

    /**
     * A part of a source file.
     *
     * @param path from the project's root
     * @param name the part's name
     */
    record Source(String path, String name) {}

    static List<MarkdownPage> all() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>(List.of(read(ROOT.resolve("README.md"))));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(read(file));
            }
        }
        return pages;
    }

    static MarkdownPage read(Path path) throws IOException {
        return new MarkdownPage(path, Files.readAllLines(path));
    }

    List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i).strip());
            if (lines.get(i).startsWith("## ")) {
                section = lines.get(i).substring(3);
            } else if (fence.matches()) {
                int end = i + 1;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                String text = String.join("\n", lines.subList(i + 1, end)).stripIndent();
                fences.add(new Fence(fence.group(1), text, i + 1, section, sourceBefore(i)));
                i = end;
            }
        }
        return fences;
    }

    private Source sourceBefore(int line) {
        Matcher snippet = SNIPPET.matcher(line == 0 ? "" : lines.get(line - 1).strip());
        return snippet.matches() ? new Source(snippet.group(1), snippet.group(2)) : null;
    }

    /** Returns the files that the page's text links to, outside of the web. */
    List<Path> linkedFiles() {
        List<Path> files = new ArrayList<>();
        for (String line : lines) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
                String target = link.group(1).replaceFirst("#.*", "");
                if (!target.isEmpty() && !target.contains("://")) {
                    files.add(path.resolveSibling(target).normalize());
                }
            }
        }
        return files;
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("camel-chatpin-component"))) {
            path = path.getParent();
        }
        return path;
    }
}
