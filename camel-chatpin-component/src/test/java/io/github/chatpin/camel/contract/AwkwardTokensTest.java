package io.github.chatpin.camel.contract;

import static io.github.chatpin.camel.dsl.StaticEndpointBuilders.chatpin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.springboot.ChatPinAutoConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.PluginHelper;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A token with awkward characters arrives as it is, in whichever notation, and no part of it is printed. */
class AwkwardTokensTest {

    private static final List<String> TOKENS = List.of(
            "Zq7wTab+Xv9kLom+Rt5mPiq",
            "Zq7wTab&Xv9kLom=Rt5mPiq",
            "?Zq7wTab?Xv9kLom&Rt5mPiq=5",
            "Zq7wTab\\Xv9kLom\\Rt5mPiq",
            "Zq7wTab%2BXv9kLom%41",
            "%zzZq7wTab%Xv9kLom%",
            "Zq7wTab#Xv9kLom#Rt5mPiq",
            "#Zq7wTab",
            "Zq7wTab=Xv9kLom==",
            "(Zq7wTab(Xv9kLom",
            "Zq7wTab{Xv9kLom}Rt5mPiq}",
            "https://Zq7wTab:Xv9kLom@Rt5mPiq/",
            "Zq7wTab$Xv9kLom$Rt5mPiq",
            "Zq7wTab\"Xv9kLom'Rt5mPiq<;,>|^`~!*[]");

    /** What {@code RAW(…)} does not carry, or not unseen. */
    private static final List<String> WORSE = List.of(
            "Zq7wTab)Xv9kLom(Rt5mPiq)", "RAW(Zq7wTab)Xv9kLom", "Zq7wTab)&Xv9kLom", "Zq7wTab%25Xv9kLom", "Zq7wTab\\");

    /** The parts of these tokens that are no part of anything else. */
    private static final List<String> PARTS = List.of("Zq7wTab", "Xv9kLom", "Rt5mPiq");

    private static final String ENDPOINT = "chatpin:whatsapp?gatewayUrl={{whatsapp.url}}&instance=acme&token=";
    private static final String KAMELET = "kamelet:chatpin-whatsapp-sink?gatewayUrl={{whatsapp.url}}&instance=acme";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer gateway;
    private LogRecorder recorder;

    /** How an endpoint is given its token: as the documentation shows it for each DSL, and for properties. */
    private enum Notation {
        JAVA((token, url) -> pinThrough(to(ENDPOINT + "RAW({{whatsapp.token}})"), token, url)),
        JAVA_LITERAL((token, url) -> pinThrough(to(ENDPOINT + "RAW(" + token + ")"), "none", url)),
        TO_D((token, url) -> pinThrough(toD(ENDPOINT + "RAW({{whatsapp.token}})"), token, url)),
        ENDPOINT_DSL((token, url) -> pinThrough(endpointDsl("RAW({{whatsapp.token}})"), token, url)),
        ENDPOINT_DSL_LITERAL((token, url) -> pinThrough(endpointDsl("RAW(" + token + ")"), "none", url)),
        YAML_URI((token, url) -> pinThrough("tokens/uri.yaml", token, url)),
        YAML_PARAMETERS((token, url) -> pinThrough("tokens/parameters.yaml", token, url)),
        XML((token, url) -> pinThrough("tokens/uri.xml", token, url)),
        SPRING_XML((token, url) -> pinInSpring("tokens/spring-uri.xml", token, url)),
        KAMELET_IN_JAVA((token, url) -> pinThrough(to(KAMELET + "&token=RAW({{whatsapp.token}})"), token, url)),
        KAMELET_IN_YAML((token, url) -> pinThrough("tokens/kamelet.yaml", token, url)),
        KAMELET_IN_A_PIPE((token, url) -> pinThrough("tokens/pipe.yaml", token, url)),
        KAMELET_PROPERTY((token, url) -> pinInMain(
                to(KAMELET), Map.of("whatsapp.url", url, "camel.kamelet.chatpin-whatsapp-sink.token", token))),
        CAMEL_MAIN_PROPERTY((token, url) -> pinInMain(to("chatpin:whatsapp"), componentsProperties(token, url))),
        SPRING_BOOT_PROPERTY((token, url) -> pinInSpringBoot(componentsProperties(token, url))),
        SPRING_BEAN((token, url) -> pinInSpring("tokens/spring-bean.xml", token, url)),
        JAVA_BEAN((token, url) -> pinWithComponent(token, url));

        private final Pinning pinning;

        Notation(Pinning pinning) {
            this.pinning = pinning;
        }

        boolean isBean() {
            return this == SPRING_BEAN || this == JAVA_BEAN;
        }
    }

    @BeforeEach
    void start() throws IOException {
        byte[] pinned = "{\"success\":true,\"pinned\":true}".getBytes(StandardCharsets.UTF_8);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                received.add(exchange.getRequestHeaders().getFirst("token"));
                exchange.sendResponseHeaders(200, pinned.length);
                exchange.getResponseBody().write(pinned);
            }
        });
        gateway.start();
        recorder = LogRecorder.open();
    }

    @AfterEach
    void stop() {
        recorder.close();
        gateway.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void arrivesAsItIs(Notation notation) {
        SoftAssertions softly = new SoftAssertions();
        for (String token : TOKENS) {
            received.clear();
            Throwable failure = pin(notation, token);
            softly.assertThat(failure).as(token).isNull();
            softly.assertThat(received).as(token).containsExactly(token);
        }
        softly.assertThat(printedParts(null)).isEmpty();
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"CAMEL_MAIN_PROPERTY", "SPRING_BOOT_PROPERTY", "SPRING_BEAN", "JAVA_BEAN"})
    void arrivesThroughTheComponentWhereItIsWorse(Notation notation) {
        SoftAssertions softly = new SoftAssertions();
        for (String token : WORSE) {
            received.clear();
            softly.assertThat(pin(notation, token)).as(token).isNull();
            softly.assertThat(received).as(token).containsExactly(token);
        }
        softly.assertThat(printedParts(null)).isEmpty();
        softly.assertAll();
    }

    /** The user guide has these; the token that arrives is another one, which the gateway refuses. */
    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            JAVA -> Zq7wTab%25Xv9kLom -> Zq7wTab%Xv9kLom
            ENDPOINT_DSL -> Zq7wTab%25Xv9kLom -> Zq7wTab%25Xv9kLom
            JAVA -> Zq7wTab\\ -> Zq7wTab
            CAMEL_MAIN_PROPERTY -> Zq7wTab\\ -> Zq7wTab\\
            KAMELET_IN_JAVA -> Zq7wTab)&Xv9kLom -> Zq7wTab
            """)
    void isSpoiltInRaw(Notation notation, String token, String arrived) {
        assertThat(pin(notation, token)).isNull();

        assertThat(received).containsExactly(arrived);
    }

    /** With its end, which Camel also takes for an option, or with all of it in Camel's message, as the user guide says. */
    @ParameterizedTest
    @ValueSource(strings = {"Zq7wTab)&Xv9kLom", "Zq7wTab\n", "Zq7wTab\t", "Zq7wTab\u00a0"})
    void stopsTheStartInRaw(String token) {
        assertThat(pin(Notation.JAVA, token)).isNotNull();

        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CAMEL_MAIN_PROPERTY", "SPRING_BOOT_PROPERTY", "SPRING_BEAN", "JAVA_BEAN"})
    void losesTheLineEndOfAFileOnTheComponent(Notation notation) {
        assertThat(pin(notation, "Zq7wTab\n")).isNull();

        assertThat(received).containsExactly("Zq7wTab");
        assertThat(printedParts(null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedAtTheStartWhereNoTokenHasSuchCharacters(Notation notation) {
        SoftAssertions softly = new SoftAssertions();
        for (String token : List.of("Zq7wTab Xv9kLom", "Zq7wTabäXv9kLom")) {
            Throwable failure = pin(notation, token);
            softly.assertThat(failure)
                    .as(token)
                    .rootCause()
                    .hasMessage("token: contains characters that no token has, such as blanks");
            softly.assertThat(printedParts(failure)).as(token).isEmpty();
        }
        softly.assertThat(received).isEmpty();
        softly.assertAll();
    }

    /** Camel looks for a placeholder or a bean; the user guide says that its message then has the token. */
    @ParameterizedTest
    @EnumSource
    void stopsTheStartWhereItRefersToSomethingUnlessABeanHasIt(Notation notation) {
        for (String token : List.of("Zq7wTab{{Xv9kLom}}Rt5mPiq", "#bean:Zq7wTab")) {
            received.clear();

            Throwable failure = pin(notation, token);

            if (notation.isBean()) {
                assertThat(failure).isNull();
                assertThat(received).containsExactly(token);
                assertThat(printedParts(null)).isEmpty();
            } else {
                assertThat(failure).isNotNull();
                assertThat(received).isEmpty();
            }
        }
    }

    @Test
    void isReadBySimpleInADynamicEndpoint() {
        assertThat(pin(Notation.TO_D, "Zq7wTab${Xv9kLom}")).isNotNull();

        assertThat(received).isEmpty();
    }

    private Throwable pin(Notation notation, String token) {
        return catchThrowable(() -> notation.pinning.pin(
                token, "http://127.0.0.1:" + gateway.getAddress().getPort()));
    }

    /** What shows a part of a token, but for the loggers at DEBUG that the user guide names. */
    private List<String> printedParts(Throwable failure) {
        return Stream.concat(
                        recorder.lines().stream(),
                        LogRecorder.stackTrace(failure).lines())
                .filter(line -> PARTS.stream().anyMatch(line::contains))
                .filter(line -> !line.matches("(?s)DEBUG org\\.apache\\.camel\\.(component\\.properties"
                        + "|impl\\.engine\\.DefaultCamelContextExtension|main)\\b.*"))
                .toList();
    }

    private static RoutesBuilder to(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri);
            }
        };
    }

    private static RoutesBuilder toD(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD(uri);
            }
        };
    }

    private static RoutesBuilder endpointDsl(String token) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to(chatpin("whatsapp")
                                .gatewayUrl("{{whatsapp.url}}")
                                .instance("acme")
                                .token(token));
            }
        };
    }

    private static void pinThrough(RoutesBuilder routes, String token, String url) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(placeholders(token, url));
            context.addRoutes(routes);
            context.start();
            pin(context);
        }
    }

    private static void pinThrough(String resource, String token, String url) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(placeholders(token, url));
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:" + resource));
            context.start();
            pin(context);
        }
    }

    private static void pinWithComponent(String token, String url) throws Exception {
        ChatPinComponent component = new ChatPinComponent();
        component.getConfiguration().setGatewayUrl(url);
        component.getConfiguration().setInstance("acme");
        component.getConfiguration().setToken(token);
        try (CamelContext context = new DefaultCamelContext()) {
            context.addComponent("chatpin", component);
            context.addRoutes(to("chatpin:whatsapp"));
            context.start();
            pin(context);
        }
    }

    private static void pinInMain(RoutesBuilder routes, Map<String, Object> properties) throws Exception {
        Properties text = new Properties();
        text.putAll(properties);
        Path file = Files.createTempFile("application", ".properties");
        Main main = new Main();
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                text.store(out, null);
            }
            main.setPropertyPlaceholderLocations("file:" + file);
            main.configure().addRoutesBuilder(routes);
            main.start();
            pin(main.getCamelContext());
        } finally {
            main.stop();
            Files.delete(file);
        }
    }

    private static void pinInSpring(String resource, String token, String url) {
        Properties placeholders = placeholders(token, url);
        try (GenericXmlApplicationContext spring = new GenericXmlApplicationContext()) {
            spring.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("vault", Map.of("whatsapp.token", token, "whatsapp.url", url)));
            spring.registerBean("properties", PropertiesComponent.class, () -> {
                PropertiesComponent properties = new PropertiesComponent();
                properties.setOverrideProperties(placeholders);
                return properties;
            });
            spring.load("classpath:" + resource);
            spring.refresh();
            pin(spring.getBean(CamelContext.class));
        }
    }

    private static void pinInSpringBoot(Map<String, Object> properties) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, ChatPinAutoConfiguration.class))
                .withUserConfiguration(WhatsAppRoute.class)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("vault", properties)))
                .run(context -> {
                    if (context.getStartupFailure() != null) {
                        throw new IllegalStateException(context.getStartupFailure());
                    }
                    pin(context.getBean(CamelContext.class));
                });
    }

    private static Map<String, Object> componentsProperties(String token, String url) {
        return Map.of(
                "camel.component.chatpin.token", token,
                "camel.component.chatpin.gateway-url", url,
                "camel.component.chatpin.instance", "acme");
    }

    private static Properties placeholders(String token, String url) {
        Properties properties = new Properties();
        properties.setProperty("whatsapp.token", token);
        properties.setProperty("whatsapp.url", url);
        return properties;
    }

    private static void pin(CamelContext context) {
        Exchange exchange = context.createProducerTemplate()
                .send("direct:in", sent -> sent.getMessage().setHeader(ChatPinConstants.CHAT_ID, "5511999999999"));
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
    }

    private interface Pinning {
        void pin(String token, String url) throws Exception;
    }

    @Configuration
    static class WhatsAppRoute {

        @Bean
        RoutesBuilder whatsApp() {
            return to("chatpin:whatsapp");
        }
    }
}
