package io.github.chatpin.example.jbang;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each command of docs/jbang.md in a folder that has only the files that it names. */
class JBangTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private static final String COMPONENT = "mvn:io.github.chatpin:camel-chatpin-component:1.0.0-SNAPSHOT";
    private static final Path KAMELETS = Path.of("../../camel-chatpin-component/src/main/resources/kamelets");

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();

    @TempDir
    private Path folder;

    private Process camel;

    @AfterEach
    void end() {
        if (camel != null) {
            camel.destroyForcibly();
        }
    }

    @Test
    void takesTheComponentFromTheCommandLine() throws Exception {
        run("pin.yaml", "--dep=" + COMPONENT);

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void takesTheComponentFromTheProperties() throws Exception {
        run("pin.yaml", "application.properties");

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void takesTheComponentFromTheJavaFile() throws Exception {
        run("Pin.java");

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kamelet.yaml", "pipe.yaml"})
    void takesKameletsFromTheComponent(String file) throws Exception {
        run(file, "--dep=" + COMPONENT);

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kamelet.yaml", "pipe.yaml"})
    void takesTheComponentFromAKameletInAFolder(String file) throws Exception {
        run(file, "--local-kamelet-dir=" + KAMELETS.toRealPath());

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void aPipesValueThatIsNotRawIsTold() throws Exception {
        String pipe = Files.readString(Path.of("src/main/jbang/pipe.yaml"));
        Files.writeString(folder.resolve("pipe.yaml"), pipe.replaceAll("\"RAW\\((.*)\\)\"", "\"$1\""));

        assertThat(run("pipe.yaml", "--dep=" + COMPONENT))
                .contains("is percent-encoded; write it as it is, and in a Pipe, whose values Camel encodes");
        assertThat(bitrix24.pinnedDialogs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel-main", "spring-boot", "quarkus"})
    void exportsAProjectThatHasTheComponent(String runtime) throws Exception {
        copy("pin.yaml");
        copy("application.properties");

        String said = camel(
                Map.of(), // with variables of the placeholders' names 4.17 ends in an exception
                "export",
                "pin.yaml",
                "application.properties",
                "--runtime=" + runtime,
                "--gav=com.acme:pins:1.0",
                "--java-version=17",
                "--kamelets-version=4.18.0", // those of 4.17.0 are not to be had
                "--dir=pins");

        assertThat(folder.resolve("pins/src/main/resources/camel/pin.yaml"))
                .as(said)
                .exists();
        assertThat(folder.resolve("pins/pom.xml"))
                .content()
                .contains("<artifactId>camel-chatpin-component</artifactId>");
    }

    /** Runs files, with options, until a message is done; returns what the command says. */
    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "--max-messages=1"));
        for (String argument : arguments) {
            if (!argument.startsWith("--") && !Files.exists(folder.resolve(argument))) {
                copy(argument);
            }
            command.add(argument);
        }
        return camel(
                Map.of("BITRIX24_URL", bitrix24.url(), "BITRIX24_AUTHORIZATION_TOKEN", bitrix24.webhookToken()),
                command.toArray(String[]::new));
    }

    private void copy(String file) throws IOException {
        Files.copy(Path.of("src/main/jbang", file), folder.resolve(file));
    }

    private String camel(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-cp",
                System.getProperty("java.class.path"),
                Camel.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        camel = builder.start();
        boolean ended = camel.waitFor(5, TimeUnit.MINUTES);
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        return said;
    }
}
