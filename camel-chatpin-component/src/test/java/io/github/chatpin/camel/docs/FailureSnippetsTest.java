package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the documentation's error handling, which is the same in each DSL. */
class FailureSnippetsTest {

    private static final String JAVA = "java";
    private static final String XML = "docs/failures.xml";
    private static final String YAML = "docs/failures.yaml";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private CamelContext context;

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {JAVA, XML, YAML})
    void alertsTheOperatorAboutCredentials(String dsl) throws Exception {
        start(dsl);
        fake.nextFaults(Fault.status(401, "{\"error\":\"expired_token\"}"));

        assertThat(pin("chat17")).isEqualTo("mock:alert-operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {JAVA, XML, YAML})
    void putsAsideWhatMaySucceedLater(String dsl) throws Exception {
        start(dsl);
        fake.failNext(Fault.html(502), 2);

        assertThat(pin("chat17")).isEqualTo("mock:try-later");
    }

    @ParameterizedTest
    @ValueSource(strings = {JAVA, XML, YAML})
    void givesUpWhatNeverSucceeds(String dsl) throws Exception {
        start(dsl);
        fake.denyAccess("chat17");

        assertThat(pin("chat17")).isEqualTo("mock:give-up");
        assertThat(pin("no chat")).isEqualTo("mock:give-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {JAVA, XML, YAML})
    void reportsTheFailuresOfABulk(String dsl) throws Exception {
        start(dsl);
        fake.denyAccess("chat18");

        assertThat(send(List.of("chat17", "chat18"), null)).isEqualTo("mock:report");

        List<?> failures = context.getEndpoint("mock:report", MockEndpoint.class)
                .getExchanges()
                .get(0)
                .getMessage()
                .getBody(List.class);
        assertThat(failures).singleElement().satisfies(failure -> assertThat(
                        ((PinFailure) failure).request().chatId())
                .isEqualTo("chat18"));
    }

    private void start(String dsl) throws Exception {
        context = DocumentedContext.create(fake, RYZE.fake());
        if (dsl.equals(JAVA)) {
            context.addRoutes(new FailureRoutes());
        } else {
            DocumentedContext.load(context, dsl);
        }
        context.addRoutes(new FailureEnds());
        context.start();
    }

    private String pin(String chatId) {
        return send("", chatId);
    }

    /** Returns the mock that the exchange came to. */
    private String send(Object body, String chatId) {
        return context.createProducerTemplate()
                .request("direct:pin", exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chatId);
                })
                .getProperty("end", String.class);
    }

    private static final class FailureEnds extends RouteBuilder {

        @Override
        public void configure() {
            for (String end : List.of("alert-operator", "unpin-one-first", "report", "try-later", "give-up")) {
                from("direct:" + end)
                        .setProperty("end", constant("mock:" + end))
                        .to("mock:" + end);
            }
        }
    }
}
