package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page docs/standins.md has all that there is. */
class StandInsPageTest {

    private static final List<List<String>> PAGE =
            Page.routes().stream().map(Route::path).toList();

    private final String text;

    StandInsPageTest() throws IOException {
        text = Files.readString(Path.of("../../docs/standins.md"));
    }

    @Test
    void namesEveryOption() {
        assertThat(Arrays.stream(Option.values()).map(option -> "`" + option.word() + "`"))
                .allSatisfy(word -> assertThat(text).contains(word));
    }

    @Test
    void namesEveryOperationAndItsFields() throws IOException {
        try (Server server = Server.start(Arguments.of(List.of()))) {
            List<Route> operations = server.routes().stream()
                    .filter(route -> !PAGE.contains(route.path()))
                    .toList();

            assertThat(operations)
                    .allSatisfy(operation -> assertThat(text.lines()).anyMatch(line -> describes(line, operation)));
        }
    }

    /** What both have stands there once, with three dots for the two prefixes. */
    private static boolean describes(String line, Route operation) {
        String path = String.join("/", operation.path());
        String common = path.replaceFirst("^/(bitrix24|whatsapp)/", "…/");
        return (line.contains("`" + operation.method() + " " + path)
                        || line.contains("`" + operation.method() + " " + common))
                && operation.fields().stream().allMatch(field -> line.contains("`" + field + "`"));
    }
}
