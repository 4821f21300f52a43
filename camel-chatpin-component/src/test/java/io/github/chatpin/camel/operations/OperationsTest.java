package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees in Camel's console and in JMX, and does there. */
class OperationsTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    protected boolean useJmx() {
        return true;
    }

    @BeforeEach
    void pinOneAndFailOne() {
        fake.nextFaults(
                Fault.none(),
                Fault.empty(503),
                Fault.status(400, "{\"error\":\"ACCESS_ERROR\",\"error_description\":\"No permission\"}"));
        pin(bitrix24(fake, "retryDelay=0"), "chat17");
        pin(bitrix24(fake, "retryDelay=0"), "chat18");
    }

    @Test
    void theConsoleTellsOfEachAccountInText() {
        String text = (String) console().call(DevConsole.MediaType.TEXT);

        assertThat(text)
                .contains("bitrix24 " + fake.url() + " (webhook ")
                .contains(
                        "limit: 50 requests, drained in 25 s {plan=standard, throttleLimit=50, throttlePeriod=25000}\n")
                .containsPattern("permits left: 4[5-7]\n")
                .contains("state: open\n")
                .contains("pending, in flight: 0, 0\n")
                .contains("done: 1\n")
                .contains("failed: {PinRejectedException=1}\n")
                .contains("retries: 1\n")
                .contains("requests: 3\n")
                .contains("last failure: PinRejectedException: ")
                .doesNotContain(fake.webhookToken());
    }

    @Test
    void theConsoleTellsTheSameInJson() throws Exception {
        JsonObject answer = (JsonObject) console().call(DevConsole.MediaType.JSON);

        JsonNode account =
                new JsonMapper().readTree(answer.toJson()).path("accounts").path(0);
        assertThat(account.path("platform").asText()).isEqualTo("bitrix24");
        assertThat(account.path("settings").path("plan").asText()).isEqualTo("standard");
        assertThat(account.path("permitsLeft").asInt()).isBetween(45, 48);
        assertThat(account.path("done").asInt()).isEqualTo(1);
        assertThat(account.path("failed").path("PinRejectedException").asInt()).isEqualTo(1);
        assertThat(account.path("requests").asInt()).isEqualTo(3);
        assertThat(account.path("lastFailureTime").asText()).startsWith("20");
        assertThat(answer.toJson()).doesNotContain(fake.webhookToken());
    }

    @Test
    void theConsoleIsEmptyWithoutAccounts() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.start();

            assertThat((String) console(other).call(DevConsole.MediaType.TEXT)).isEmpty();
        }
    }

    @Test
    void jmxHasABeanForEachAccount() throws Exception {
        ObjectName account = account();

        assertThat(server.getAttribute(account, "Platform")).isEqualTo("bitrix24");
        assertThat(server.getAttribute(account, "Limit")).isEqualTo("50 requests, drained in 25 s");
        assertThat(server.getAttribute(account, "Done")).isEqualTo(1L);
        assertThat(server.getAttribute(account, "Failed")).isEqualTo(1L);
        assertThat(server.getAttribute(account, "FailedByType")).isEqualTo("{PinRejectedException=1}");
        assertThat(server.getAttribute(account, "Retries")).isEqualTo(1L);
        assertThat((String) server.getAttribute(account, "LastFailure")).startsWith("PinRejectedException: ");
        assertThat(account.toString()).doesNotContain(fake.webhookToken());
    }

    @Test
    void anAccountPausesAndResumesByJmx() throws Exception {
        ObjectName account = account();
        server.invoke(account, "suspend", null, null);

        CompletableFuture<Exchange> exchange =
                template.asyncSend(bitrix24(fake, "retryDelay=0"), message -> message.getMessage()
                        .setHeader(ChatPinConstants.CHAT_ID, "chat19"));
        await().untilAsserted(() ->
                assertThat(server.getAttribute(account, "Pending")).isEqualTo(1));
        assertThat(server.getAttribute(account, "Suspended")).isEqualTo(true);
        assertThat(fake.requests()).hasSize(3);

        server.invoke(account, "resume", null, null);
        assertThat(exchange.get().getException()).isNull();
    }

    @Test
    void theBeanSaysWhatItsAttributesAndOperationsAre() throws Exception {
        MBeanInfo info = server.getMBeanInfo(accounts().iterator().next());

        assertThat(info.getDescription()).isEqualTo("An account of the chatpin component at its upstream");
        assertThat(info.getAttributes())
                .extracting(MBeanAttributeInfo::getName, MBeanAttributeInfo::getDescription)
                .contains(tuple("InFlight", "Requests in flight"))
                .contains(tuple("Suspended", "Whether an operator has told the account to send nothing"));
        assertThat(info.getOperations())
                .extracting(MBeanOperationInfo::getName, MBeanOperationInfo::getDescription)
                .contains(tuple("resume", "Sends again"));
    }

    @Test
    void theBeanGoesWithTheAccount() throws Exception {
        assertThat(accounts()).hasSize(1);

        context.stop();

        assertThat(accounts()).isEmpty();
    }

    @Test
    void eachPoolOfThreadsIsInJmxByItsName() throws Exception {
        try (CamelContext started = new DefaultCamelContext()) {
            started.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:pin").to(bitrix24(fake));
                }
            });
            started.start();

            for (String pool : List.of("ChatPinTimer", "ChatPinSender", "ChatPinRoute", "ChatPinStore")) {
                ObjectName name = new ObjectName("org.apache.camel:context=%s,type=threadpools,name=\"%s*\",*"
                        .formatted(started.getManagementName(), pool));
                assertThat(server.queryNames(name, null)).as(pool).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from('direct:pin')", "inside a branch", "stopped and started"})
    void eachBeanIsRegisteredOnce(String how) throws Exception {
        try (LogRecorder log = LogRecorder.open();
                CamelContext started = new DefaultCamelContext()) {
            started.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    if (how.equals("inside a branch")) { // which starts while the context initialises
                        from("direct:pin").multicast().to(bitrix24(fake)).end();
                    } else {
                        from("direct:pin").to(bitrix24(fake));
                    }
                }
            });
            started.start();
            if (how.equals("stopped and started")) {
                started.stop();
                started.start();
            }

            assertThat(accounts(started)).hasSize(1);
            assertThat(log.lines()).noneMatch(line -> line.contains("ForceRegistration"));
        }
    }

    private DevConsole console() {
        return console(context);
    }

    private static DevConsole console(CamelContext context) {
        return PluginHelper.getDevConsoleResolver(context).resolveDevConsole("chatpin");
    }

    private ObjectName account() throws Exception {
        assertThat(accounts()).hasSize(1);
        return accounts().iterator().next();
    }

    private Set<ObjectName> accounts() throws Exception {
        return accounts(context);
    }

    private Set<ObjectName> accounts(CamelContext of) throws Exception {
        return server.queryNames(
                new ObjectName("org.apache.camel:context=" + of.getManagementName() + ",type=chatpin,*"), null);
    }
}
