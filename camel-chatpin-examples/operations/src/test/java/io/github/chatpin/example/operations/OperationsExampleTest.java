package io.github.chatpin.example.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsExampleTest {

    private static final Path PAGE = Path.of("../../docs/operations.md");
    private static final Path README = Path.of("README.md");
    private static final Pattern OUTPUT = Pattern.compile("(?ms)^```console\n(.*?)^```$");

    private static String printed;

    @BeforeAll
    static void run() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OperationsExample.workAShift(new PrintStream(out, true, StandardCharsets.UTF_8));
        printed = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void asksHowManyPinsAreDone() {
        assertThat(printed)
                .contains(
                        "chatpin_pins_total{camelContext=\"camel-1\",error=\"none\",gateway=\"none\",outcome=\"done\",platform=\"bitrix24\"} 2.0")
                .contains("outcome=\"failed\",platform=\"whatsapp\"} 1.0");
    }

    @Test
    void seesWhichAccountIsDownAndWhy() {
        assertThat(printed)
                .contains("\"status\":\"UP\",\"message\":\"The credentials are those of user 1\"")
                .contains("the instance's connection to WhatsApp is disconnected");
    }

    @Test
    void seesInTheConsoleWhatFailedLast() {
        assertThat(printed)
                .contains("failed: {PinRejectedException=1}")
                .contains("last failure: UpstreamUnavailableException: Pin of 5511988880002");
    }

    @Test
    void seesInJmxThatASuspendedAccountHasPinsThatWait() {
        assertThat(printed).contains("    Suspended: true\n    Pending: 30\n    InFlight: 0\n");
    }

    @Test
    void theyGoInOneRequestWhenItIsResumed() {
        assertThat(printed)
                .contains("    Suspended: false\n    Pending: 0\n    Done: 32\n")
                .contains("    LargestBatch: 30\n");
    }

    @Test
    void nothingThatIsPrintedHasASecret() {
        assertThat(printed).doesNotContain("/rest/").doesNotContain("instance-").doesNotContain("authorizationToken");
    }

    static Stream<String> outputsInTheDocumentation() throws IOException {
        List<String> outputs = new ArrayList<>();
        for (Path page : List.of(PAGE, README)) {
            for (Matcher fence = OUTPUT.matcher(Files.readString(page)); fence.find(); ) {
                outputs.add(fence.group(1));
            }
        }
        assertThat(outputs).hasSizeGreaterThan(4);
        return outputs.stream();
    }

    @ParameterizedTest
    @MethodSource("outputsInTheDocumentation")
    void theDocumentationShowsThatButForNumbers(String output) {
        assertThat(withoutNumbers(printed)).contains(withoutNumbers(output));
    }

    @Test
    void servesUntilItsInputEnds() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        OperationsExample.serve(InputStream.nullInputStream(), 0, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.matches("http://127\\.0\\.0\\.1:\\d+/.*"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> OperationsExample.main(new String[] {"server"}))
                .hasMessage("Only serve, or nothing: server");
    }

    /** Ports, times, fingerprints and measurements differ from run to run. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("[0-9a-f]{16}", "F")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z", "T")
                .replaceAll("\\d+(\\.\\d+)?(E-?\\d+)?", "N");
    }
}
