package io.github.chatpin.example.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesAnotherLanguage() {
        assertThatThrownBy(() -> example.run("java")).hasMessage("The example runs with yaml or xml, not with [java]");
    }
}
