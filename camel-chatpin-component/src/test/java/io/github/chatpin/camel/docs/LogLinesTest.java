package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on troubleshooting lists every warning and error that the component logs, and no others. */
class LogLinesTest {

    private static final Path SOURCES = MarkdownPage.ROOT.resolve("camel-chatpin-component/src/main/java");
    private static final Path PAGE = MarkdownPage.ROOT.resolve("docs/troubleshooting.md");
    private static final Pattern LOGGED = Pattern.compile("LOG\\.(warn|error)\\(\\s*\"([^\"]+)\"");
    private static final Pattern LISTED = Pattern.compile("^\\| (WARN|ERROR) \\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern ANY = Pattern.compile("\\b(LOG|log|logger)\\.(warn|error)\\(");

    @Test
    void areAllListed() throws IOException {
        assertThat(listed()).isEqualTo(logged());
    }

    @Test
    void areAllWrittenSoThatThisTestFindsThem() throws IOException {
        int calls = sources().stream().mapToInt(source -> count(ANY, source)).sum();

        assertThat(sources().stream().mapToInt(source -> count(LOGGED, source)).sum())
                .isEqualTo(calls)
                .isPositive();
    }

    private static Set<String> listed() throws IOException {
        return lines(LISTED, Files.readString(PAGE));
    }

    private static Set<String> logged() throws IOException {
        Set<String> logged = new TreeSet<>();
        for (String source : sources()) {
            logged.addAll(lines(LOGGED, source));
        }
        return logged;
    }

    private static Set<String> lines(Pattern pattern, String text) {
        Set<String> lines = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            lines.add(matcher.group(1).toUpperCase() + " " + matcher.group(2));
        }
        return lines;
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(LogLinesTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
