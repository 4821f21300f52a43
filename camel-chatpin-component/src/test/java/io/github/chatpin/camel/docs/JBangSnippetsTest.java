package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the files of the page on JBang without it; the profile jbang runs them with it. */
class JBangSnippetsTest extends SnippetsTestSupport {

    private static final Path FILES = MarkdownPage.ROOT.resolve("camel-chatpin-examples/jbang/src/main/jbang");
    private static final Path PAGE = MarkdownPage.ROOT.resolve("docs/jbang.md");
    private static final Pattern COMPONENT =
            Pattern.compile("io\\.github\\.chatpin:camel-chatpin-component:([\\w.-]+)");

    @ParameterizedTest
    @ValueSource(strings = {"pin.yaml", "kamelet.yaml", "pipe.yaml"})
    void pinsInYaml(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + FILES.resolve(file)));

        context.start();

        await().untilAsserted(() -> assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17"));
    }

    @Test
    void pinsInJava(@TempDir Path classes) throws Exception {
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        FILES.resolve("Pin.java").toString());
        assertThat(failed).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            context.addRoutes((RoutesBuilder)
                    loader.loadClass("Pin").getDeclaredConstructor().newInstance());

            context.start();

            await().untilAsserted(() -> assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17"));
        }
    }

    @Test
    void thePageAndItsFilesNameTheComponentInItsVersion() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path file : filesAndPage()) {
            COMPONENT.matcher(Files.readString(file)).results().forEach(component -> named.add(component.group(1)));
        }

        JsonNode schema = SchemaTables.load().schema();
        assertThat(named)
                .containsExactly(schema.path("component").path("version").asText());
    }

    private static List<Path> filesAndPage() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return Stream.concat(files, Stream.of(PAGE)).toList();
        }
    }
}
