package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The program as a process. */
class MainProcessTest {

    private static final int PATIENCE_SECONDS = 60;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void printsOneLineAndEndsWithItsInput() throws Exception {
        start("--until-input-ends");

        try (BufferedReader out = process.inputReader()) {
            JsonNode line = new ObjectMapper().readTree(out.readLine());
            process.getOutputStream().close();

            assertThat(out.lines()).isEmpty();
            assertThat(exitCode()).isZero();
            assertThat(Path.of(line.path("certificate").asText())).doesNotExist();
        }
    }

    @Test
    void outlivesItsInputAndEndsAtASignal() throws Exception {
        start();

        try (BufferedReader out = process.inputReader()) {
            JsonNode line = new ObjectMapper().readTree(out.readLine());
            process.getOutputStream().close();
            assertThat(process.isAlive()).isTrue();
            process.destroy();

            assertThat(exitCode()).isEqualTo(128 + 15);
            assertThat(Path.of(line.path("certificate").asText())).doesNotExist();
        }
    }

    @Test
    void hasItsOwnExitCodeForAWrongArgument() throws Exception {
        start("--clock=fast");

        assertThat(exitCode()).isEqualTo(2);
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
