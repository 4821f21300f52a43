package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
        try (Server server = Server.start(Arguments.of(List.of("--gateways=all")))) {
            List<Route> operations = server.routes().stream()
                    .filter(route -> !PAGE.contains(route.path()))
                    .toList();

            assertThat(operations)
                    .allSatisfy(operation -> assertThat(text.lines()).anyMatch(line -> describes(line, operation)));
        }
    }

    /** What all have stands there once, with three dots for the prefixes; what the gateways have, with a name for them. */
    private static boolean describes(String line, Route operation) {
        String path = String.join("/", operation.path());
        String gateway = path.replaceFirst("^/(gowa|openwa|wwebjs|wppconnect)/", "/{gateway}/");
        String common = gateway.replaceFirst("^/(bitrix24|whatsapp|\\{gateway})/", "…/");
        return Stream.of(path, gateway, common)
                        .anyMatch(written -> line.contains("`" + operation.method() + " " + written))
                && operation.fields().stream().allMatch(field -> line.contains("`" + field + "`"));
    }
}
