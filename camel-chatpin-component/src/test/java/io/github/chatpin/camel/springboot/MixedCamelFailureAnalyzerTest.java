package io.github.chatpin.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class MixedCamelFailureAnalyzerTest {

    @TempDir
    private Path classPath;

    @Test
    void springBootFindsIt() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
                        .load(FailureAnalyzer.class, (type, name, failure) -> {}))
                .hasAtLeastOneElementOfType(MixedCamelFailureAnalyzer.class);
    }

    @Test
    void namesTheVersionsAndTheirJars() throws Exception {
        jar("org.apache.camel/camel-api", "4.18.0");
        jar("org.apache.camel/camel-http", "4.18.0");
        jar("org.apache.camel/camel-core-engine", "4.22.0");
        jar("org.apache.camel.springboot/camel-spring-boot", "4.22.0");

        FailureAnalysis analysis =
                analysisOf(new NoClassDefFoundError("org/apache/camel/spi/RuntimePropertiesProvider"));

        assertThat(analysis.getDescription()).isEqualTo("""
                        Camel is on the class path in several versions, which do not fit together:

                            4.18.0: camel-api, camel-http
                            4.22.0: camel-core-engine, camel-spring-boot

                        This is what was missing: java.lang.NoClassDefFoundError: \
                        org/apache/camel/spi/RuntimePropertiesProvider""");
        assertThat(analysis.getAction())
                .isEqualTo("Depend on io.github.chatpin:camel-chatpin-starter instead of camel-chatpin-component: it"
                        + " takes Camel in the version of your camel-spring-boot-bom. Or import"
                        + " org.apache.camel:camel-bom in that version, too.");
    }

    @Test
    void saysNothingOfOneVersion() throws Exception {
        jar("org.apache.camel/camel-api", "4.18.0");
        jar("org.apache.camel.springboot/camel-spring-boot", "4.18.0");

        assertThat(analysisOf(new NoClassDefFoundError("org/apache/camel/spi/Anything")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io/netty/buffer/ByteBuf", ""})
    void saysNothingOfWhatIsNotCamels(String missing) throws Exception {
        jar("org.apache.camel/camel-api", "4.18.0");
        jar("org.apache.camel/camel-http", "4.18.2");

        assertThat(analysisOf(new NoClassDefFoundError(missing))).isNull();
    }

    @Test
    void saysNothingWhereTheVersionsAreUnknown() throws Exception {
        assertThat(analysisOf(new NoClassDefFoundError("org/apache/camel/spi/Anything")))
                .isNull();
    }

    private void jar(String name, String version) throws IOException {
        Path folder =
                Files.createDirectories(classPath.resolve("META-INF/maven").resolve(name));
        Files.writeString(folder.resolve("pom.properties"), "version=" + version);
    }

    /** As Spring and Camel wrap it. */
    private FailureAnalysis analysisOf(LinkageError error) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
            return new MixedCamelFailureAnalyzer(loader).analyze(new IllegalStateException("Not started", error));
        }
    }
}
