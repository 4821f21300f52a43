package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinEngine;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.Reachable;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.Credentials;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.operations.ManagedBeans;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.tracing.RecordedTraces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.util.json.JsonObject;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Looks for secrets in every place where somebody may read, after every way on which a request can go: with all kinds of
 * credentials, by endpoints and by kamelets, through every fault. What is found must be what the user guide tells.
 */
class SecretHuntTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().unlimited());

    private static final String CHAT = "5511999999999"; // to Bitrix24 it is a user's number

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryzeApi = RYZE_API.fake();
    private final Set<String> secrets = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final Set<String> properties = new TreeSet<>();
    private final Set<String> threads = new TreeSet<>();
    private final List<String> health = new ArrayList<>();
    private RecordedTraces traces;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withJMX(true);
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) { // called before the fields have values
        super.configureContext(configuration);
        BITRIX24.fake().reset(); // to the tokens that it began with
        Properties properties = HuntedRoutes.properties(BITRIX24.fake(), RYZE_API.fake());
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        traces = RecordedTraces.of(context);
        return context;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("metricsRegistry", meters);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new HuntedRoutes();
    }

    /** To look in another place, add it here. */
    private Map<String, List<String>> places(LogRecorder recorder) throws Exception {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("failures, their causes and what they suppress", failures);
        places.put("bodies and headers", messages);
        places.put("properties of exchanges", List.copyOf(properties));
        places.put("what types say of themselves", namesOfEverything());
        places.put("JMX", ManagedBeans.read());
        places.put("console", console());
        places.put("health", health);
        places.put("metrics", meters.scrape().lines().toList());
        places.put("traces", traces.spans().stream().map(Object::toString).toList());
        places.put("threads", List.copyOf(threads));
        places.put("dumped routes", dumpedRoutes());
        places.put("log", recorder.lines());
        return places;
    }

    @Test
    void findsNoneButWhereTheUserGuideSaysSo() throws Exception {
        try (LogRecorder recorder = LogRecorder.open()) {
            startAnotherContext();
            goEveryWay();

            assertThat(properties.stream().filter(this::showsASecret).map(property -> property.split(" ")[0]))
                    .as("properties, as log:x?showAllProperties=true would show them")
                    .containsOnly("CamelToEndpoint", "CamelFailureEndpoint");
            places(recorder).forEach((place, said) -> {
                assertThat(said).as(place).hasSizeGreaterThan(3);
                assertThat(said.stream().filter(this::showsASecret).filter(text -> !isDocumented(text)))
                        .as(place)
                        .isEmpty();
            });
        }
    }

    /** So that the list in the user guide is complete. */
    @Test
    void findsTheLoggersOfCamelAndHttpClientThatShowThem() throws Exception {
        try (LogRecorder recorder = LogRecorder.open(Level.TRACE, Level.TRACE)) {
            startAnotherContext();
            goEveryWay();

            Set<String> loggersThatDo = recorder.lines().stream()
                    .filter(this::showsASecret)
                    .filter(line -> !line.contains(" org.eclipse.jetty.")) // the fakes' server
                    .map(line -> String.join(" ", List.of(line.split(" ")).subList(0, 2)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(loggersThatDo)
                    .containsExactly(
                            "DEBUG org.apache.camel.component.properties.DefaultPropertiesParser",
                            "DEBUG org.apache.camel.impl.engine.DefaultCamelContextExtension",
                            "DEBUG org.apache.hc.client5.http.headers",
                            "DEBUG org.apache.hc.client5.http.impl.classic.MainClientExec",
                            "DEBUG org.apache.hc.client5.http.wire",
                            "TRACE org.apache.camel.component.properties.DefaultPropertiesLookup",
                            "TRACE org.apache.camel.component.properties.PropertiesComponent",
                            "TRACE org.apache.camel.impl.engine.AbstractCamelContext",
                            "TRACE org.apache.camel.management.JmxManagementLifecycleStrategy",
                            "TRACE org.apache.camel.support.DefaultComponent",
                            "TRACE org.apache.camel.support.EndpointHelper")
                    .allMatch(SecretHuntTest::isKeptQuiet);
        }
    }

    /** By the configuration that the user guide gives. */
    private static boolean isKeptQuiet(String levelAndLogger) {
        Level level = Level.valueOf(levelAndLogger.split(" ")[0]);
        String logger = levelAndLogger.split(" ")[1];
        Properties quiet = new Properties();
        try (InputStream file = SecretHuntTest.class.getResourceAsStream("/docs/quiet-log4j2.properties")) {
            quiet.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quiet.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".name") && logger.startsWith(quiet.getProperty(name) + "."))
                .map(name -> Level.valueOf(quiet.getProperty(name.replace(".name", ".level"))))
                .anyMatch(quietLevel -> quietLevel.intLevel() < level.intLevel());
    }

    /** What the user guide tells: lines of the log, and where an exchange remembers to have been. */
    private static boolean isDocumented(String line) {
        return line.startsWith("CamelToEndpoint ")
                || line.startsWith("CamelFailureEndpoint ")
                || line.startsWith("DEBUG org.apache.camel.component.properties.DefaultPropertiesParser ")
                || line.startsWith("DEBUG org.apache.camel.impl.engine.DefaultCamelContextExtension ");
    }

    /** The test's own has started before the log is recorded. */
    private void startAnotherContext() throws Exception {
        try (DefaultCamelContext another = new DefaultCamelContext()) {
            Properties placeholders = new Properties();
            placeholders.putAll(context.getPropertiesComponent().loadPropertiesAsMap());
            another.getPropertiesComponent().setOverrideProperties(placeholders);
            another.addRoutes(new HuntedRoutes());
            another.start();
        }
    }

    private void goEveryWay() {
        learnSecrets();
        askForHealth();
        for (String route : HuntedRoutes.IDS) {
            for (Fault fault : HuntedRoutes.faults(secretOf(route))) {
                bitrix24.nextFaults(fault);
                ryzeApi.nextFaults(fault);
                note(pin("direct:" + route, CHAT));
                bitrix24.clearFaults();
                ryzeApi.clearFaults();
            }
        }
        for (int fault = 0; fault < HuntedRoutes.faults("").size(); fault++) { // at the renewal
            bitrix24.expireAccessToken();
            Fault atRenewal = HuntedRoutes.faults(bitrix24.refreshToken()).get(fault);
            bitrix24.nextFaults(Fault.none(), atRenewal, atRenewal);
            note(pin("direct:oauth", CHAT));
            bitrix24.clearFaults();
            learnSecrets();
        }
        for (String route : HuntedRoutes.IDS) {
            note(pin("direct:" + route, "no chat"));
            note(sendMessage("direct:" + route, List.of("", CHAT, "256"), Map.of()));
        }
        bitrix24.release();
        ryzeApi.release();
        assertThat(bitrix24.renewals()).isPositive();
    }

    /** While both upstreams answer with the secret that they were sent. */
    private void askForHealth() {
        bitrix24.faultWhen(
                request -> request.credentials() == Credentials.WEBHOOK,
                HuntedRoutes.about(bitrix24.webhookToken().split("/")[1]));
        bitrix24.faultWhen(
                request -> request.credentials() == Credentials.ACCESS_TOKEN,
                HuntedRoutes.about(bitrix24.accessToken()));
        ryzeApi.nextFaults(
                Fault.status(500, "{\"success\":false,\"error\":{\"message\":\"%s\"}}".formatted(ryzeApi.token())));
        for (HealthCheck.Result result : HealthCheckHelper.invokeReadiness(context)) {
            health.add(result.getCheck().getId() + " " + result.getState() + " "
                    + result.getMessage().orElse("") + " " + result.getDetails() + " "
                    + LogRecorder.stackTrace(result.getError().orElse(null)));
        }
        bitrix24.clearFaults();
        ryzeApi.clearFaults();
        assertThat(health)
                .filteredOn(result -> result.contains("chatpin") && result.contains(" DOWN "))
                .hasSize(4); // the accounts of the routes; those of the kamelets are among them
    }

    private List<String> console() {
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("chatpin");
        String text = (String) console.call(DevConsole.MediaType.TEXT);
        assertThat(text).contains("last failure: ");
        return Stream.concat(text.lines(), Stream.of(((JsonObject) console.call(DevConsole.MediaType.JSON)).toJson()))
                .toList();
    }

    private String secretOf(String route) {
        return switch (route) {
            case "webhook", "sink" -> bitrix24.webhookToken().split("/")[1];
            case "token", "oauth" -> bitrix24.accessToken();
            default -> ryzeApi.token();
        };
    }

    private void learnSecrets() {
        Stream.of(
                        bitrix24.webhookToken().split("/")[1],
                        bitrix24.accessToken(),
                        bitrix24.refreshToken(),
                        bitrix24.clientSecret(),
                        ryzeApi.token())
                .forEach(secrets::add);
    }

    private void note(Exchange exchange) {
        failures.add(LogRecorder.stackTrace(exchange.getException()));
        messages.add(
                exchange.getMessage().getBody() + " " + exchange.getMessage().getHeaders());
        exchange.getAllProperties().forEach((name, value) -> properties.add(name + " " + value));
        Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
    }

    private List<String> namesOfEverything() throws Exception {
        List<Object> roots = new ArrayList<>(context.getEndpoints());
        roots.add(context.getComponent("chatpin"));
        roots.add(ChatPinEngine.of(context));
        roots.add(new OAuthTokens(bitrix24.accessToken(), bitrix24.refreshToken()));
        roots.add(new UpstreamRequest(
                URI.create(bitrix24.url() + "/rest/" + bitrix24.webhookToken() + "/batch"),
                Map.of("token", ryzeApi.token()),
                bitrix24.accessToken().getBytes(StandardCharsets.UTF_8)));
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof ChatPinEndpoint) {
                Producer producer = endpoint.createProducer();
                producer.start();
                context.addService(producer); // stops with it
                roots.add(producer);
            }
        }
        Set<Object> all = Reachable.from(roots);
        assertThat(all.stream().map(object -> object.getClass().getSimpleName()))
                .as("types")
                .contains(
                        "ChatPinEndpoint",
                        "OneAccountProducer",
                        "ChatPinConfiguration",
                        "OAuthSession",
                        "Webhook",
                        "UpstreamRequest");
        List<String> names = new ArrayList<>();
        all.forEach(object -> names.add(object.toString()));
        context.getEndpoints().forEach(endpoint -> names.add(endpoint.toString()));
        context.getRoutes().forEach(route -> names.add(route + " " + route.getEndpoint()));
        return names;
    }

    /** As {@code dumpRouteAsXml()} does in JMX: with the placeholders. */
    private List<String> dumpedRoutes() throws Exception {
        List<String> dumps = new ArrayList<>();
        for (var route : ((DefaultCamelContext) context).getRouteDefinitions()) {
            dumps.add(PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, route));
        }
        return dumps;
    }

    /** As {@code dumpRouteAsXml(true)} does in JMX, and {@code dumpRoutes} in the log. */
    @Test
    void findsThemInDumpsWherePlaceholdersAreResolved() throws Exception {
        learnSecrets();
        for (var route : ((DefaultCamelContext) context).getRouteDefinitions()) {
            String dump = PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, route, true, false, false);

            assertThat(showsASecret(dump)).as(route.getRouteId()).isTrue();
        }
    }

    private boolean showsASecret(String text) {
        return secrets.stream()
                .anyMatch(secret -> text.contains(secret)
                        || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                        || text.contains(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
    }
}
