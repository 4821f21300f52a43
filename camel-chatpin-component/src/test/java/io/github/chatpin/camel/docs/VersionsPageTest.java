package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of versions tells of each that is run. */
class VersionsPageTest {

    @ParameterizedTest
    @CsvSource({"camel, Camel", "spring-boot, Spring Boot"})
    void hasARowForEachVersionThatIsRun(String folder, String heading) throws Exception {
        List<String> page =
                MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/versions.md")).lines();
        List<String> rows = page.subList(page.indexOf("## " + heading), page.size()).stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(rows).containsExactlyElementsOf(versionsIn(folder));
    }

    private static List<String> versionsIn(String folder) throws IOException {
        Path versions = MarkdownPage.ROOT.resolve("camel-chatpin-component/compatibility/" + folder);
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(version -> version.getFileName().toString())
                    .filter(name -> name.matches("\\d.*"))
                    .sorted()
                    .toList();
        }
    }
}
