package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No secret in logs at DEBUG and above, in exceptions, in JMX or in what an endpoint says of itself, on any way that a
 * request can go. HttpClient's own DEBUG loggers are beyond the component, and stay at INFO here.
 */
class SecretsTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryzeApi = RYZE_API.fake();
    private final List<String> secrets = List.of(
            bitrix24.webhookToken(), bitrix24.webhookToken().split("/")[1], bitrix24.accessToken(), ryzeApi.token());
    private final Recorder recorder = new Recorder();

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withJMX(true);
    }

    @BeforeEach
    void recordLogs() {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        recorder.start();
        logging.getRootLogger().addAppender(recorder);
        Configurator.setLevel("org.apache.camel", Level.DEBUG);
        Configurator.setLevel("io.github.chatpin", Level.TRACE);
    }

    @AfterEach
    void stopRecording() {
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(recorder);
        Configurator.reconfigure();
    }

    @Test
    void showNoSecretWhateverHappens() throws Exception {
        List<String> said = new ArrayList<>();
        for (String uri : uris()) {
            for (Fault fault : faultsOf(secrets.stream().filter(uri::contains).toList())) {
                bitrix24.nextFaults(fault);
                ryzeApi.nextFaults(fault);
                Exchange exchange = pin(uri, uri.contains("whatsapp") ? "5511999999999" : "chat17");
                said.add(stackTrace(exchange));
                said.add(exchange.getMessage().getHeaders().toString());
                bitrix24.clearFaults();
                ryzeApi.clearFaults();
            }
        }
        context.getEndpoints().forEach(endpoint -> said.add(endpoint.toString()));
        said.addAll(jmx());
        said.addAll(recorder.lines);

        assertThat(recorder.lines.size()).as("lines of the log").isGreaterThan(20);
        assertThat(said.stream().filter(text -> secrets.stream().anyMatch(text::contains)))
                .as("what shows a secret")
                .isEmpty();
    }

    @Test
    void showNoTokenOfAnOAuthClient() throws Exception {
        Set<String> tokens = new HashSet<>(Set.of(bitrix24.clientSecret()));
        List<String> said = new ArrayList<>();
        for (int fault = 0; fault < faultsOf(List.of("")).size(); fault++) {
            String uri = oauth();
            List<String> configured = List.of(bitrix24.refreshToken(), bitrix24.clientSecret(), bitrix24.accessToken());
            tokens.addAll(configured);
            bitrix24.expireAccessToken();
            try (CamelContext own = new DefaultCamelContext()) {
                own.start();
                Fault atRenewal = faultsOf(configured).get(fault);
                bitrix24.nextFaults(Fault.none(), atRenewal, atRenewal);
                said.add(stackTrace(pinIn(own, uri)));
                bitrix24.clearFaults();
                said.add(stackTrace(pinIn(own, uri)));
                own.getEndpoints().forEach(endpoint -> said.add(endpoint.toString()));
            }
            tokens.addAll(List.of(bitrix24.accessToken(), bitrix24.refreshToken()));
        }
        said.addAll(recorder.lines);

        assertThat(tokens).as("tokens in the course of it").hasSizeGreaterThan(9);
        assertThat(said.stream().filter(text -> tokens.stream().anyMatch(text::contains)))
                .as("what shows a secret")
                .isEmpty();
    }

    private String oauth() {
        return "chatpin:bitrix24?portalUrl=%s&tokenUrl=%s&accessToken=%s&refreshToken=%s&clientId=%s&clientSecret=%s"
                        .formatted(
                                bitrix24.url(),
                                bitrix24.tokenUrl(),
                                bitrix24.accessToken(),
                                bitrix24.refreshToken(),
                                bitrix24.clientId(),
                                bitrix24.clientSecret())
                + "&retryDelay=1&maxRetries=1&requestTimeout=300";
    }

    private static Exchange pinIn(CamelContext own, String uri) {
        return own.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17"));
    }

    @Test
    void showTheAddress() {
        pin(uris().get(0), "chat17");

        assertThat(context.getEndpoints())
                .anyMatch(endpoint -> endpoint.toString().contains("portalUrl=http%3A%2F%2F127.0.0.1%3A"));
    }

    private List<String> uris() {
        String fast = "&retryDelay=1&maxRetries=1&requestTimeout=300&connectTimeout=300";
        return List.of(
                bitrix24(bitrix24) + fast,
                "chatpin:bitrix24?portalUrl=" + bitrix24.url() + "&accessToken=" + bitrix24.accessToken() + fast,
                whatsapp(ryzeApi) + fast);
    }

    /** What an upstream may do, among it repeating the secrets that it was sent. */
    private static List<Fault> faultsOf(List<String> known) {
        List<Fault> faults = new ArrayList<>(List.of(
                Fault.none(),
                Fault.html(500),
                Fault.garbage(),
                Fault.reset(),
                Fault.connectionClosed(),
                Fault.malformedChunk(),
                Fault.hang(),
                Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"),
                Fault.status(503, "{\"error\":\"OVERLOAD_LIMIT\"}")));
        for (String secret : known) {
            faults.add(Fault.redirect("https://elsewhere.example/rest/" + secret + "/im.recent.pin"));
            faults.add(Fault.status(
                    400, "{\"error\":\"%s\",\"error_description\":\"about %s\"}".formatted(secret, secret)));
            faults.add(Fault.status(500, "{\"success\":false,\"error\":{\"message\":\"token %s\"}}".formatted(secret)));
        }
        return faults;
    }

    private static String stackTrace(Exchange exchange) {
        if (exchange.getException() == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        exchange.getException().printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static List<String> jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("org.apache.camel:*"), null);
        assertThat(names).anyMatch(name -> name.toString().contains("chatpin"));
        List<String> values = new ArrayList<>();
        for (ObjectName name : names) {
            values.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    values.add(String.valueOf(server.getAttribute(name, attribute.getName())));
                } catch (Exception e) {
                    values.add(e.toString()); // what an attribute says that cannot be read
                }
            }
        }
        return values;
    }

    private static final class Recorder extends AbstractAppender {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Recorder() {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }
}
