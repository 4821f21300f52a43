package io.github.chatpin.camel.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the extension hands to Quarkus; {@link ChatPinExtensionTest} has a whole application built with it. */
class ChatPinProcessorTest {

    private final ChatPinProcessor processor = new ChatPinProcessor();
    private final ComponentJar jar = new ComponentJar();
    private final Index index = jar.index();

    ChatPinProcessorTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void isListedAsAFeature() {
        assertThat(processor.feature().getName()).isEqualTo("camel-chatpin");
    }

    @Test
    void aNativeImageCanTalkToHttpsUpstreams() {
        assertThat(processor.ssl().getExtension()).isEqualTo("camel-chatpin");
    }

    @Test
    void kameletsAndSqlAreInANativeImage() throws IOException {
        List<Pattern> patterns = processor.resources().getIncludePatterns().stream()
                .map(Pattern::compile)
                .toList();

        List<String> files = new ArrayList<>(jar.files("kamelets"));
        files.addAll(jar.files("META-INF/chatpin"));

        assertThat(files)
                .contains("kamelets/chatpin-bitrix24-sink.kamelet.yaml", "META-INF/chatpin/pins.sql")
                .allSatisfy(file -> assertThat(patterns)
                        .anyMatch(pattern -> pattern.matcher(file).matches()));
    }

    @Test
    void routesCanReadResultsAndFailuresByReflection() {
        ReflectiveClassBuildItem reflective = reflective();

        assertThat(reflective.getClassNames())
                .contains(names(
                        PinResult.class,
                        PinRequest.class,
                        PinnedChat.class,
                        PinChange.class,
                        PinSyncResult.class,
                        PinFailure.class,
                        BulkPinException.class,
                        ChatPinException.class))
                .containsAll(index.getAllKnownSubclasses(DotName.createSimple(ChatPinException.class)).stream()
                        .map(type -> type.name().toString())
                        .toList());
        assertThat(reflective.isMethods()).isTrue();
        assertThat(reflective.isConstructors()).isTrue();
        assertThat(reflective.isFields()).isTrue();
    }

    private ReflectiveClassBuildItem reflective() {
        return processor.typesOfRoutes(new CombinedIndexBuildItem(index, index));
    }

    private static String[] names(Class<?>... types) {
        return List.of(types).stream().map(Class::getName).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"io.micrometer.core.instrument.MeterRegistry", "org.springframework.context.annotation.Bean"})
    void typesForReflectionNeedNoneOfTheOptionalDependencies(String optional) {
        ClassLoader loader = getClass().getClassLoader();
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(optional));

        assertThat(reflective().getClassNames()).allSatisfy(name -> assertThat(
                        Class.forName(name, false, loader).getDeclaredMethods())
                .isNotNull());
    }

    @Test
    void recordsNothingThatWouldRunWhileTheApplicationIsBuilt() {
        List<Method> steps = List.of(ChatPinProcessor.class.getDeclaredMethods()).stream()
                .filter(method -> method.isAnnotationPresent(BuildStep.class))
                .toList();

        assertThat(steps).isNotEmpty().noneMatch(step -> step.isAnnotationPresent(Record.class));
    }
}
