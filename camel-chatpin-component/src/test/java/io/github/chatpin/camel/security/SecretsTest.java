package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.operations.ManagedBeans;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
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
    private LogRecorder recorder;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withJMX(true);
    }

    @BeforeEach
    void recordLogs() {
        recorder = LogRecorder.open();
    }

    @AfterEach
    void stopRecording() {
        recorder.close();
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
        List<String> beans = ManagedBeans.read();
        said.addAll(beans);
        said.addAll(recorder.lines());

        assertThat(beans).anyMatch(value -> value.contains("chatpin"));
        assertThat(recorder.lines().size()).as("lines of the log").isGreaterThan(20);
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
        said.addAll(recorder.lines());

        assertThat(tokens).as("tokens in the course of it").hasSizeGreaterThan(9);
        assertThat(said.stream().filter(text -> tokens.stream().anyMatch(text::contains)))
                .as("what shows a secret")
                .isEmpty();
    }

    private String oauth() {
        return oauth(bitrix24, "retryDelay=1", "maxRetries=1", "requestTimeout=300");
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
}
