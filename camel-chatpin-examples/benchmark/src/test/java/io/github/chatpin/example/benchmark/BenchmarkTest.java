package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Looks at one quick run; what it measured is of no concern. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // if a process or an answer never comes
class BenchmarkTest {

    private static final Path PAGE = Path.of("docs", "performance.md");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Report report;
    private DrainFindings drain;
    private SteadyFindings steady;

    @BeforeAll
    void runQuickly() throws Exception {
        report = new Benchmark(Sizes.quick(), print()).run();
        drain = (DrainFindings) report.sections().get(0);
        steady = (SteadyFindings) report.sections().get(1);
    }

    @Test
    void thePortalRejectsNothingOfTheComponents() {
        assertThat(List.of(drain.singles(), drain.batches(), drain.more())).allSatisfy(run -> {
            assertThat(run.traffic().rejected()).isZero();
            assertThat(run.failed()).isZero();
        });
        assertThat(steady.traffic().rejected()).isZero();
        assertThat(steady.failed()).isZero();
    }

    @Test
    void aPortalMoreNeedsNoThreadMore() {
        PortalsFindings portals = (PortalsFindings) report.sections().get(5);

        assertThat(portals.own().mostThreads()).isLessThan(portals.own().threadsBefore() + portals.portals() / 2);
        assertThat(portals.shared().operations()).isEqualTo(2); // one makes the bucket
    }

    @Test
    void everyPinIsSentOnce() {
        assertThat(List.of(drain.steadyByHand(), drain.blocksByHand(), drain.singles(), drain.batches(), drain.more()))
                .allSatisfy(run -> assertThat(run.traffic().pins()).isEqualTo(run.pins()));
        assertThat(steady.traffic().pins()).isEqualTo(160);
    }

    @Test
    void onlyTheComponentAsItComesSendsSeveralPinsInARequest() {
        assertThat(drain.steadyByHand().traffic().requests()).isEqualTo(8);
        assertThat(drain.blocksByHand().traffic().requests()).isEqualTo(8);
        assertThat(drain.singles().traffic().requests()).isEqualTo(8);
        assertThat(drain.more().pins()).isEqualTo(100);
        assertThat(drain.more().traffic().requests()).isLessThan(100);
        assertThat(steady.traffic().requests()).isLessThan(160);
    }

    @Test
    void theTablesAreComplete() {
        assertThat(report.sections())
                .extracting(Section::name)
                .containsExactly("drain", "steady", "overhead", "latency", "parked", "portals");
        assertThat(report.sections())
                .extracting(section -> section.table().rows().size())
                .containsExactly(5, 1, 6, 3, 2, 2);
        assertThat(report.sections())
                .flatExtracting(section -> section.table().rows())
                .allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.isBlank() || cell.contains("NaN")));
    }

    @Test
    void printsTheMachineAndAllTables() {
        report.print(print());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Measured on ", " cores", "heap of ")
                .contains(report.sections().stream().map(Section::title).toList())
                .contains(report.sections().stream()
                        .flatMap(section -> section.table().toText().stream())
                        .toList());
    }

    @Test
    void writesTheTablesIntoThePageAndTheChartsThatItShows(@TempDir Path directory) throws Exception {
        Path page = Files.copy(root().resolve(PAGE), directory.resolve(PAGE.getFileName()));

        report.write(directory);

        String written = Files.readString(page);
        assertThat(written).contains(report.machine().describe());
        assertThat(report.sections()).allSatisfy(section -> assertThat(written)
                .contains("<!-- %s -->\n%s\n<!-- /%1$s -->"
                        .formatted(
                                section.name(),
                                String.join("\n", section.table().toMarkdown()))));
        assertThat(IMAGE.matcher(written).results().map(image -> directory.resolve(image.group(1))))
                .hasSize((int) report.sections().stream()
                        .mapToLong(section -> section.charts().size())
                        .sum())
                .allSatisfy(image -> assertThat(image).exists());
    }

    @Test
    void theChartsAreWellFormed() {
        assertThat(report.sections()).flatExtracting(Section::charts).hasSize(5).allSatisfy(chart -> {
            String svg = chart.toSvg();
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        });
    }

    private PrintStream print() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve(PAGE))) {
            path = path.getParent();
        }
        return path;
    }
}
