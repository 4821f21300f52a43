package io.github.chatpin.camel.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.PinResultConverter;
import java.io.IOException;
import org.apache.camel.Converter;
import org.apache.camel.spi.annotations.Component;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quarkus looks into jars that have an index, and into no other: without it there is no scheme {@code chatpin}. */
class ComponentJarTest {

    private final ComponentJar jar = new ComponentJar();

    ComponentJarTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void theIndexHasTheComponentAndItsConverters() throws IOException {
        Index index = jar.index();

        assertThat(index.getAnnotations(Component.class))
                .extracting(AnnotationInstance::target)
                .containsExactly(index.getClassByName(ChatPinComponent.class));
        assertThat(index.getAnnotations(Converter.class))
                .extracting(AnnotationInstance::target)
                .contains(index.getClassByName(PinResultConverter.class));
    }

    @Test
    void theIndexHasEachClassOfTheJar() throws IOException {
        Index index = jar.index();

        assertThat(jar.files("io/github/chatpin/camel"))
                .filteredOn(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                .hasSizeGreaterThan(100)
                .map(file -> file.replace(".class", "").replace('/', '.'))
                .filteredOn(type -> index.getClassByName(type) == null)
                .isEmpty();
    }
}
