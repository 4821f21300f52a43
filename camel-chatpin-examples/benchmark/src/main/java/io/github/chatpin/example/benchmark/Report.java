package io.github.chatpin.example.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that was found.
 *
 * @param machine what it was measured on
 * @param sections what each measurement found
 */
record Report(Machine machine, List<Section> sections) {

    private static final String PAGE = "performance.md";
    private static final String CHARTS = "performance";

    void print(PrintStream out) {
        out.println(machine.describe());
        for (Section section : sections) {
            out.println();
            out.println(section.title());
            section.table().toText().forEach(line -> out.println("  " + line));
        }
    }

    /** Writes the charts into a directory, and the tables into the page {@code performance.md} if it holds one. */
    void write(Path directory) throws IOException {
        Path charts = Files.createDirectories(directory.resolve(CHARTS));
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                Files.writeString(charts.resolve(chart.name() + ".svg"), chart.toSvg());
            }
        }
        Path page = directory.resolve(PAGE);
        if (Files.exists(page)) {
            Files.write(page, fill(new Page(Files.readAllLines(page))).lines());
        }
    }

    private Page fill(Page page) {
        Page filled = page.with("machine", List.of(machine.describe()));
        for (Section section : sections) {
            filled = filled.with(section.name(), section.table().toMarkdown());
        }
        return filled;
    }
}
