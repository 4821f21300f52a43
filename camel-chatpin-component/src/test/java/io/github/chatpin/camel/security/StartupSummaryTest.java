package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.apache.camel.util.StringHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Camel Main prints at INFO how it configured components, and what placeholders stood for. No secret is in that, wherever
 * it comes from, and whether the component, an endpoint or a kamelet has it.
 */
class StartupSummaryTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();
    private final Properties properties = HuntedRoutes.properties(bitrix24, ryze);
    private final List<String> secrets = List.of(
            bitrix24.webhookToken().split("/")[1],
            bitrix24.accessToken(),
            bitrix24.refreshToken(),
            bitrix24.clientSecret(),
            ryze.token());
    private final Properties systemProperties =
            (Properties) System.getProperties().clone();

    @TempDir
    private Path directory;

    private LogRecorder recorder;

    /** Where Camel Main looks for properties, in its terms. */
    private enum Source {
        FILE("[application.properties]"),
        PROPERTIES_SOURCE("[vault]"),
        SYSTEM("[JVM System Property]"),
        ARGUMENT("[Command Line]");

        private final String shown;

        Source(String shown) {
            this.shown = shown;
        }
    }

    @BeforeEach
    void recordAtInfo() {
        recorder = LogRecorder.open(Level.INFO, Level.INFO);
    }

    @AfterEach
    void forget() {
        recorder.close();
        System.setProperties(systemProperties);
    }

    @ParameterizedTest
    @EnumSource
    void hasNoWebhookAndNoToken(Source source) throws Exception {
        configureTheComponent(List.of("authorizationToken", "token"));

        start(source, new HuntedRoutes(), whatsApp("whatsapp.token"));

        assertThat(recorder.lines()).noneMatch(this::showsASecret);
        assertThat(summary())
                .contains(source.shown + " camel.component.chatpin.authorizationToken = xxxxxx")
                .contains(source.shown + " camel.component.chatpin.token = xxxxxx")
                .contains(source.shown + " whatsapp.token = xxxxxx")
                .contains("[n-bitrix24-sink.kamelet.yaml] authorizationToken = xxxxxx")
                .contains("[n-whatsapp-sink.kamelet.yaml] token = xxxxxx");
    }

    @ParameterizedTest
    @EnumSource
    void hasNoTokenOfAnOAuthApplication(Source source) throws Exception {
        configureTheComponent(List.of("accessToken", "refreshToken", "clientSecret"));

        start(source, new HuntedRoutes());

        assertThat(recorder.lines()).noneMatch(this::showsASecret);
        for (String secret : List.of("accessToken", "refreshToken", "clientSecret")) {
            assertThat(summary())
                    .contains(source.shown + " camel.component.chatpin." + secret + " = xxxxxx")
                    .contains(source.shown + " " + secret + " = xxxxxx");
        }
    }

    @Test
    void hasNoneThatIsSetForAllUrisOfAKamelet() throws Exception {
        properties.setProperty("camel.kamelet.chatpin-bitrix24-sink.authorizationToken", bitrix24.webhookToken());
        properties.setProperty("camel.kamelet.chatpin-whatsapp-sink.token", ryze.token());

        start(
                Source.FILE,
                route("kamelet:chatpin-bitrix24-sink?portalUrl={{portal}}"),
                route("kamelet:chatpin-whatsapp-sink?gatewayUrl={{gateway}}&instance=acme"));

        assertThat(recorder.lines()).noneMatch(this::showsASecret);
        assertThat(summary())
                .contains("[n-bitrix24-sink.kamelet.yaml] authorizationToken = xxxxxx")
                .contains("[n-whatsapp-sink.kamelet.yaml] token = xxxxxx");
    }

    /** The user guide warns of it; and a test that could not see this secret would see none. */
    @Test
    void hasASecretThatAPlaceholderOfAnotherNameStandsFor() throws Exception {
        start(Source.SYSTEM, whatsApp("WHATSAPP_TOKEN"));

        assertThat(summary()).contains(Source.SYSTEM.shown + " WHATSAPP_TOKEN = " + ryze.token());
    }

    @Test
    void doesNotHaveItWhereCamelIsToldTheName() throws Exception {
        properties.setProperty("camel.main.additionalSensitiveKeywords", "WHATSAPP_TOKEN");

        start(Source.SYSTEM, whatsApp("WHATSAPP_TOKEN"));

        assertThat(recorder.lines()).noneMatch(this::showsASecret);
        assertThat(summary()).contains(Source.SYSTEM.shown + " WHATSAPP_TOKEN = xxxxxx");
    }

    @Test
    void doesNotHaveItWhereAFunctionFindsIt() throws Exception {
        properties.setProperty("WHATSAPP_TOKEN", ryze.token());

        start(
                Source.SYSTEM,
                route("chatpin:whatsapp?gatewayUrl={{gateway}}&instance=acme&token=RAW({{sys:WHATSAPP_TOKEN}})"));

        assertThat(recorder.lines()).noneMatch(this::showsASecret);
        assertThat(summary()).contains("Property-placeholders summary");
    }

    private RouteBuilder whatsApp(String placeholder) {
        properties.setProperty(placeholder, ryze.token());
        return route(
                "chatpin:whatsapp?gatewayUrl={{gateway}}&instance=acme&token=RAW({{%s}})&throttleLimit=10000&throttlePeriod=1000"
                        .formatted(placeholder));
    }

    /** With names as they are written in files; Camel prints them in camel case. */
    private void configureTheComponent(List<String> options) {
        for (String option : options) {
            properties.setProperty(
                    "camel.component.chatpin." + StringHelper.camelCaseToDash(option), properties.getProperty(option));
        }
    }

    private void start(Source source, RouteBuilder... routes) throws Exception {
        Main main = new Main();
        for (RouteBuilder some : routes) {
            main.configure().addRoutesBuilder(some);
        }
        switch (source) {
            case FILE -> main.setPropertyPlaceholderLocations("file:" + file());
            case PROPERTIES_SOURCE -> main.bind("vault", new Vault(properties));
            case SYSTEM -> System.getProperties().putAll(properties);
            case ARGUMENT -> properties.forEach((name, value) -> main.addArgumentProperty("" + name, "" + value));
        }
        main.start();
        main.stop();
    }

    /** What Camel Main says, without its columns. */
    private List<String> summary() {
        return recorder.lines().stream()
                .filter(line -> line.startsWith("INFO org.apache.camel.main.BaseMainSupport "))
                .map(line -> line.replaceFirst("^\\S+ \\S+", "").strip().replaceFirst("\\] +", "] "))
                .toList();
    }

    private boolean showsASecret(String line) {
        return secrets.stream().anyMatch(line::contains);
    }

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + uri.hashCode()).to(uri);
            }
        };
    }

    private Path file() throws IOException {
        Path file = directory.resolve("application.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    /** As the environment's variables and vaults are. */
    private record Vault(Properties properties) implements LoadablePropertiesSource {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String getProperty(String name) {
            return properties.getProperty(name);
        }

        @Override
        public Properties loadProperties() {
            return properties;
        }

        @Override
        public Properties loadProperties(Predicate<String> filter) {
            Properties some = new Properties();
            properties.stringPropertyNames().stream()
                    .filter(filter)
                    .forEach(name -> some.setProperty(name, properties.getProperty(name)));
            return some;
        }

        @Override
        public void reloadProperties(String location) {
            // they do not change
        }
    }
}
