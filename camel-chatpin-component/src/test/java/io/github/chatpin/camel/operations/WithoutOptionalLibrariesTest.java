package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that has neither Micrometer nor OpenTelemetry: its classes are loaded anew, without theirs. */
class WithoutOptionalLibrariesTest {

    private static final Pattern OPTIONAL = Pattern.compile("micrometer-|opentelemetry-|camel-(open)?telemetry");

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Test
    void pinsWithoutMetersAndTraces() throws Exception {
        ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPathWithoutThem(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);

            for (String absent : List.of(
                    "io/micrometer/core/instrument/MeterRegistry",
                    "io/opentelemetry/api/trace/Span",
                    "org/apache/camel/telemetry/SpanDecorator")) {
                assertThat(loader.getResource(absent + ".class")).isNull();
            }
            assertThat(application(loader).apply(fake.url() + "&authorizationToken=" + fake.webhookToken()))
                    .isEqualTo("pinned");
        } finally {
            Thread.currentThread().setContextClassLoader(loaderBefore);
        }
        assertThat(fake.isPinned("chat17")).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<String> application(ClassLoader loader) throws Exception {
        return (UnaryOperator<String>) loader.loadClass(Application.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    private static URL[] classPathWithoutThem() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !OPTIONAL.matcher(Path.of(entry).getFileName().toString())
                        .lookingAt())
                .map(WithoutOptionalLibrariesTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    /** Made by the other class loader, so it is known here by a class of Java's only. */
    public static final class Application implements UnaryOperator<String> {

        @Override
        public String apply(String portal) {
            try (CamelContext context = new DefaultCamelContext()) {
                context.start();
                context.createProducerTemplate()
                        .sendBodyAndHeader(
                                "chatpin:bitrix24?portalUrl=" + portal, null, "CamelChatPinChatId", "chat17");
                return "pinned";
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
