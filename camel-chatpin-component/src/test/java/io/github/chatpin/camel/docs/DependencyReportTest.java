package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of dependencies lists what the build resolves for who uses the component. */
class DependencyReportTest {

    private static final Path PAGE = MarkdownPage.ROOT.resolve("docs/dependencies.md");
    private static final Path RESOLVED =
            MarkdownPage.ROOT.resolve("camel-chatpin-component/target/runtime-dependencies.txt");
    private static final boolean UPDATE = Boolean.getBoolean("chatpin.docs.update");

    private static final Pattern LINE = Pattern.compile("\\s+([^:\\s]+):([^:]+):jar:([^:]+):\\w+:(\\S+\\.jar).*");
    private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| .+ \\| .+ \\| (.+) \\|");

    private static final Set<String> OWN =
            Set.of("camel-support", "camel-health", "camel-http", "camel-jackson", "bucket4j_jdk17-core");
    private static final Set<String> OF_OPTIONAL_ONES =
            Set.of("org.springframework", "io.micrometer", "io.opentelemetry", "org.hdrhistogram", "org.latencyutils");
    private static final Set<String> OPTIONAL = Set.of("camel-endpointdsl", "camel-telemetry");

    @Test
    void thePageListsWhatAUserInherits() throws IOException {
        MarkdownPage page = MarkdownPage.read(PAGE);
        int start = page.lines().indexOf("<!-- dependencies -->");
        int end = page.lines().indexOf("<!-- /dependencies -->");
        List<String> listed = page.lines().subList(start + 1, end);
        List<String> expected = table(inherited(), licences(listed));
        if (UPDATE) {
            List<String> updated = new ArrayList<>(page.lines().subList(0, start + 1));
            updated.addAll(expected);
            updated.addAll(page.lines().subList(end, page.lines().size()));
            Files.write(PAGE, updated);
            return;
        }
        assertThat(listed)
                .as("%s; -Dchatpin.docs.update=true writes it, and a new one's licence is to be filled in", page)
                .noneMatch(row -> row.contains("unknown"))
                .containsExactlyElementsOf(expected);
    }

    private static List<String> table(List<Artifact> artifacts, Map<String, String> licences) {
        List<String> rows = new ArrayList<>();
        rows.add("| Artifact | Version | kB | Licence |");
        rows.add("| --- | --- | ---: | --- |");
        for (Artifact artifact : artifacts) {
            String name = OWN.contains(artifact.id) ? "`%s` | **%s**" : "`%s` | %s";
            rows.add("| %s | %d | %s |"
                    .formatted(
                            name.formatted(artifact.coordinates(), artifact.version),
                            artifact.kilobytes,
                            licences.getOrDefault(artifact.coordinates(), "unknown")));
        }
        long sum = artifacts.stream().mapToLong(Artifact::kilobytes).sum();
        rows.add("| %d artifacts | | %d | |".formatted(artifacts.size(), sum));
        return rows;
    }

    private static Map<String, String> licences(List<String> table) {
        return table.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static List<Artifact> inherited() throws IOException {
        List<Artifact> inherited = new ArrayList<>();
        for (String line : Files.readAllLines(RESOLVED)) {
            Matcher artifact = LINE.matcher(line);
            if (artifact.matches() && isInherited(artifact.group(1), artifact.group(2))) {
                long kilobytes = Math.round(Files.size(Path.of(artifact.group(4))) / 1000.0);
                inherited.add(new Artifact(artifact.group(1), artifact.group(2), artifact.group(3), kilobytes));
            }
        }
        inherited.sort((one, other) -> one.coordinates().compareTo(other.coordinates()));
        return inherited;
    }

    private static boolean isInherited(String group, String id) {
        return OF_OPTIONAL_ONES.stream().noneMatch(group::startsWith) && !OPTIONAL.contains(id);
    }

    private record Artifact(String group, String id, String version, long kilobytes) {

        String coordinates() {
            return group + ":" + id;
        }
    }
}
