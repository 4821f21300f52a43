package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks at one quick run; what it measured is of no concern. */
@Tag("benchmark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // if a process or an answer never comes
class BenchmarkTest {

    private static final Path PAGE = Path.of("docs", "performance.md");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Report report;
    private DrainFindings drain;
    private SteadyFindings steady;
    private CrowdFindings crowd;

    @BeforeAll
    void runQuickly() throws Exception {
        report = new Benchmark(Sizes.quick(), print()).run();
        drain = section(DrainFindings.class);
        steady = section(SteadyFindings.class);
        crowd = section(CrowdFindings.class);
    }

    @Test
    void thePortalRejectsNothingOfTheComponents() {
        assertThat(List.of(drain.singles(), drain.batches(), drain.more())).allSatisfy(run -> {
            assertThat(run.traffic().rejected()).isZero();
            assertThat(run.failed()).isZero();
        });
        assertThat(steady.traffic().rejected()).isZero();
        assertThat(steady.failed()).isZero();
        assertThat(crowd.crowds()).allSatisfy(run -> {
            assertThat(run.traffic().rejected()).isZero();
            assertThat(run.failed()).isZero();
        });
    }

    @Test
    void anAccountMoreNeedsNoThreadMore() {
        TenantsFindings tenants = section(TenantsFindings.class);

        assertThat(tenants.ofPortals().mostThreads())
                .isLessThan(tenants.shared().mostThreads() + tenants.ofPortals().accounts() / 2);
        assertThat(tenants.shared().storeOperations()).isEqualTo(2); // one makes the bucket
    }

    @Test
    void countsTheConnectionsOfAccounts() {
        TenantsFindings tenants = section(TenantsFindings.class);

        assertThat(List.of(tenants.ofOnePortal(), tenants.ofPortals(), tenants.shared()))
                .allSatisfy(cost -> assertThat(cost.connections()).isBetween(1, cost.accounts()));
    }

    @Test
    void aPinMoreThatWaitsNeedsNoThreadMore() {
        assertThat(section(GrowthFindings.class).waiting())
                .allSatisfy(cost -> assertThat(cost.moreThreads()).isLessThan(cost.pins()));
    }

    @Test
    void everyPinIsSentOnce() {
        assertThat(List.of(drain.steadyByHand(), drain.blocksByHand(), drain.singles(), drain.batches(), drain.more()))
                .allSatisfy(run -> assertThat(run.traffic().pins()).isEqualTo(run.pins()));
        assertThat(steady.traffic().pins()).isEqualTo(160);
        assertThat(crowd.crowds())
                .allSatisfy(run -> assertThat(run.traffic().pins()).isEqualTo(run.pins()));
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
                .containsExactly(
                        "drain",
                        "steady",
                        "crowd",
                        "overhead",
                        "latency",
                        "tenants",
                        "many-portals",
                        "growth",
                        "stand-ins");
        assertThat(report.sections())
                .extracting(section -> section.table().rows().size())
                .containsExactly(5, 1, 5, 4, 5, 3, 3, 5, 2);
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

    private <T extends Section> T section(Class<T> type) {
        return report.sections().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
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
