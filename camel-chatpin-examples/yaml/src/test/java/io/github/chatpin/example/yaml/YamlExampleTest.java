package io.github.chatpin.example.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlExampleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final YamlExample example = new YamlExample(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void pinsAndUnpinsWithTheRoutesInYamlAndInXml() throws Exception {
        example.run();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "yaml  bitrix24  chat17  pinned",
                        "yaml  bitrix24  chat17  unpinned",
                        "yaml  whatsapp  5511999999999  pinned",
                        "yaml  whatsapp  5511999999999  unpinned",
                        "xml  bitrix24  chat17  pinned",
                        "xml  bitrix24  chat17  unpinned",
                        "xml  whatsapp  5511999999999  pinned",
                        "xml  whatsapp  5511999999999  unpinned");
    }

    @Test
    void runsOneOfThemOnRequest() throws Exception {
        example.run("xml");

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4).allMatch(line -> line.startsWith("xml  "));
    }

    /** At INFO Camel Main prints what the placeholders stand for, and those of the kamelets. */
    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml"})
    void printsNoSecretAtInfo(String language) throws Exception {
        try (FakeUpstreams upstreams = FakeUpstreams.start();
                InfoLog log = new InfoLog()) {
            example.runRoutes(language, upstreams);

            String webhook = upstreams.properties().getProperty("bitrix24.authorizationToken");
            String token = upstreams.properties().getProperty("whatsapp.token");
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(webhook.substring("1/".length())) || line.contains(token))
                    .anyMatch(line -> line.contains("Property-placeholders summary"))
                    .anyMatch(line -> line.endsWith(" bitrix24.authorizationToken = xxxxxx"))
                    .anyMatch(line -> line.endsWith(" authorizationToken = xxxxxx"))
                    .anyMatch(line -> line.endsWith(" whatsapp.token = xxxxxx"))
                    .anyMatch(line -> line.endsWith(" token = xxxxxx"));
        }
    }

    @Test
    void refusesAnotherLanguage() {
        assertThatThrownBy(() -> example.run("java")).hasMessage("The example runs with yaml or xml, not with [java]");
    }
}
