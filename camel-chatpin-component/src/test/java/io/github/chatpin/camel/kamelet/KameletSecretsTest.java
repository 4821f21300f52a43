package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.operations.ManagedBeans;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What shows of the secrets that a kamelet's route hands to its endpoint. */
class KameletSecretsTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();
    private final List<String> secrets = List.of(bitrix24.webhookToken().split("/")[1], ryze.token());
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
    void isMaskedInEndpointsAndRoutesAndExceptions() throws Exception {
        List<String> said = runRoutesThatSucceedAndFail();

        context.getEndpoints().stream().map(Endpoint::toString).forEach(said::add);
        context.getRoutes().stream().map(Route::toString).forEach(said::add);
        assertThat(said).anyMatch(text -> text.contains("kamelet:chatpin-whatsapp-sink"));
        assertThat(said.stream().filter(this::showsASecret)).isEmpty();
    }

    /** A kamelet's properties are placeholders, and Camel says at DEBUG what it puts in their places. */
    @Test
    void showsInLogsOnlyWhereCamelResolvesPlaceholders() throws Exception {
        runRoutesThatSucceedAndFail();

        assertThat(recorder.lines()).hasSizeGreaterThan(20);
        assertThat(recorder.lines().stream().filter(this::showsASecret).map(line -> line.split(" ")[1]))
                .containsOnly(
                        "org.apache.camel.component.properties.DefaultPropertiesParser",
                        "org.apache.camel.impl.engine.DefaultCamelContextExtension");
    }

    @Test
    void isMaskedInJmx() throws Exception {
        runRoutesThatSucceedAndFail();

        List<String> beans = ManagedBeans.read();
        assertThat(beans).anyMatch(text -> text.contains("chatpin-whatsapp-sink"));
        assertThat(beans.stream().filter(this::showsASecret)).isEmpty();
    }

    /** Returns what the failures say. */
    private List<String> runRoutesThatSucceedAndFail() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bitrix24").to(bitrix24Sink(bitrix24, "chatId=chat17"));
                from("direct:whatsapp").to(whatsappSink(ryze, "chatId=5511999999999"));
            }
        });
        List<String> failures = new ArrayList<>();
        for (String route : List.of("direct:bitrix24", "direct:whatsapp")) {
            assertThat(run(route).getException()).isNull();
            bitrix24.nextFaults(Fault.status(403, "{\"error\":\"ACCESS_DENIED\"}"));
            ryze.nextFaults(Fault.status(403, "{}"));
            failures.add(run(route).getException().toString());
            bitrix24.clearFaults();
            ryze.clearFaults();
        }
        return failures;
    }

    private Exchange run(String route) {
        return send(route, exchange -> exchange.getMessage().setBody("text"));
    }

    private boolean showsASecret(String text) {
        return secrets.stream().anyMatch(text::contains);
    }
}
