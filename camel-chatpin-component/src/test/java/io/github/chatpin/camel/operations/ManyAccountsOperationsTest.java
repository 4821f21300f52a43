package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.console.ChatPinConsole;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see where one endpoint has many accounts. */
class ManyAccountsOperationsTest extends RouteTestSupport {

    private static final String PINS = "chatpin:bitrix24?accounts=#bean:portals&maxRetries=0";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().pinCap(1000));

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final Map<String, Map<String, String>> accounts = new ConcurrentHashMap<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private volatile boolean isDown;

    @Override
    protected boolean useJmx() {
        return true;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("meters", meters);
        registry.bind("portals", (AccountSource) this::find);
    }

    private Optional<Map<String, String>> find(String name) {
        if (isDown) {
            throw new IllegalStateException("password=abc123secret");
        }
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        HealthCheckHelper.getHealthCheckRepository(created, "producers").setEnabled(true);
        accounts.put("acme", Map.of("portalUrl", bitrix24.url(), "authorizationToken", bitrix24.webhookToken()));
        accounts.put("gone", Map.of("portalUrl", bitrix24.url(), "authorizationToken", "1/gone"));
        return created;
    }

    @Test
    void jmxHasOneBeanForAllAccountsOfASource() throws Exception {
        pinFor("acme", "chat1");
        pinFor("gone", "chat2");

        assertThat(beans()).hasSize(1);
        assertThat(attribute("Name")).isEqualTo("portals");
        assertThat(attribute("Accounts")).isEqualTo(2);
        assertThat(attribute("Done")).isEqualTo(1L);
        assertThat(attribute("Failed")).isEqualTo(1L);
        assertThat(attribute("InTrouble")).isEqualTo(1);
        assertThat(attribute("LookUps")).isEqualTo(3L);
    }

    @Test
    void jmxHasABeanForAnAccountThatAnEndpointHasForItself() throws Exception {
        pinFor("acme", "chat1");

        pin(bitrix24(bitrix24), "chat2");

        assertThat(beans()).hasSize(2);
    }

    @Test
    void jmxTellsOfEachAccountByItsName() throws Exception {
        pinFor("acme", "chat1");
        pinFor("gone", "chat2");

        assertThat((String[]) invoke("busiest", 1)).singleElement().asString().startsWith("acme: pending 0");
        assertThat((String[]) invoke("inTrouble", 10))
                .singleElement()
                .asString()
                .startsWith("gone: pending 0")
                .contains("AuthenticationException: ");
        assertThat((String) invoke("account", "acme")).contains("done: 1");
        assertThat(invoke("account", "nobody")).isNull();
    }

    @Test
    void anOperatorSuspendsAndResumesOneAccount() throws Exception {
        pinFor("acme", "chat1");

        invoke("suspend", "acme");
        Thread caller = new Thread(() -> pinFor("acme", "chat2"));
        caller.start();
        await().until(() -> attribute("Pending").equals(1));
        invoke("resume", "acme");
        caller.join();

        assertThat(bitrix24.pinnedDialogs()).contains("chat2");
    }

    @Test
    void anOperatorHasAnAccountLookedUpAnew() throws Exception {
        pinFor("acme", "chat1");

        invoke("lookUpAgain", "acme");
        pinFor("acme", "chat2");

        assertThat(attribute("LookUps")).isEqualTo(2L);
    }

    @Test
    void theConsoleShowsTheBusiestThoseInTroubleAndOneByName() {
        pinFor("acme", "chat1");
        pinFor("gone", "chat2");

        String text = console(DevConsole.MediaType.TEXT, Map.of("account", "acme"));
        String json = console(DevConsole.MediaType.JSON, Map.of("most", "1"));

        assertThat(text)
                .contains("accounts of portals\n    2 kept")
                .contains("in trouble: 1\n        gone: ")
                .contains("busiest:\n        acme: ")
                .contains("bitrix24 " + bitrix24.url())
                .doesNotContain(bitrix24.webhookToken());
        assertThat(json).contains("name=portals, accounts=2").contains("busiestAccounts=[acme: pending 0");
    }

    @Test
    void healthIsOneCheckThatIsUpAlsoWhereAnAccountIsInTrouble() {
        pinFor("acme", "chat1");
        pinFor("gone", "chat2");

        HealthCheck.Result result = health();

        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(result.getDetails())
                .containsEntry("accounts", 2)
                .containsEntry("inTrouble", 1)
                .containsEntry("gone", "AuthenticationException");
        assertThat(bitrix24.requests()).hasSize(2);
    }

    @Test
    void healthIsDownWhileTheSourceFails() {
        isDown = true;
        pinFor("acme", "chat1");

        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getMessage())
                .hasValue("The source of accounts has failed (java.lang.IllegalStateException)");
        isDown = false;
        pinFor("acme", "chat1");
        assertThat(health().getState()).isEqualTo(State.UP);
    }

    @Test
    void metersCountAccountsAndThoseInTrouble() {
        pinFor("acme", "chat1");
        pinFor("gone", "chat2");

        assertThat(meters.get("chatpin.accounts").gauge().value()).isEqualTo(2);
        assertThat(meters.get("chatpin.accounts.in.trouble").gauge().value()).isEqualTo(1);
        assertThat(meters.getMeters()).noneMatch(meter -> meter.getId().getTags().stream()
                .anyMatch(tag -> tag.getValue().contains("acme")));
    }

    @Test
    void refusedCredentialsAreSaidOnceUntilTheAccountWorksAgain() {
        try (LogRecorder log = LogRecorder.open()) {
            for (int i = 0; i < 5; i++) {
                pinFor("gone", "chat" + i);
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("credentials refused"))
                    .hasSize(1);
        }
    }

    private Exchange pinFor(String account, String chat) {
        return send(PINS, exchange -> {
            exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, account);
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
        });
    }

    private Set<ObjectName> beans() throws Exception {
        return server().queryNames(
                        new ObjectName(
                                "org.apache.camel:context=%s,type=chatpin,*".formatted(context.getManagementName())),
                        null);
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private ObjectName bean() throws Exception {
        return new ObjectName("org.apache.camel:context=%s,type=chatpin,name=\"accounts of portals\""
                .formatted(context.getManagementName()));
    }

    private Object attribute(String name) throws Exception {
        return server().getAttribute(bean(), name);
    }

    private Object invoke(String operation, Object argument) throws Exception {
        String type = argument instanceof Integer ? "int" : String.class.getName();
        return server().invoke(bean(), operation, new Object[] {argument}, new String[] {type});
    }

    private String console(DevConsole.MediaType type, Map<String, Object> options) {
        ChatPinConsole console = new ChatPinConsole();
        console.setCamelContext(context);
        return console.call(type, options).toString();
    }

    private HealthCheck.Result health() {
        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("chatpin"))
                .toList();
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
