package io.github.chatpin.smoke;

import static io.github.chatpin.camel.dsl.StaticEndpointBuilders.chatpin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Properties;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application of Camel's alone. */
class CamelSmokeTest {

    private static final String BITRIX24 = "chatpin:bitrix24?portalUrl={{portal}}&authorizationToken={{webhook}}";
    private static final String WHATSAPP = "chatpin:whatsapp?gatewayUrl={{gateway}}&instance={{phone}}&token={{token}}";

    @RegisterExtension
    static final FakeBitrix24Extension PORTAL = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension GATEWAY = new FakeRyzeApiExtension();

    private final FakeBitrix24 portal = PORTAL.fake();
    private final FakeRyzeApi gateway = GATEWAY.fake();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context.getPropertiesComponent().setInitialProperties(accounts());
        context.getRegistry().bind("meters", meters);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        assertThat(portal.violations()).isEmpty();
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void runsOnTheVersionThatItsModuleNames() {
        assertThat(context.getVersion()).isEqualTo(System.getProperty("camel.version"));
        assertThat(CamelContext.class.getPackage().getImplementationVersion()).isEqualTo(context.getVersion());
    }

    @Test
    void pinsInBitrix24() {
        assertThat(pin(BITRIX24, "chat17")).isEqualTo(new PinResult("bitrix24", "chat17", true, null, null));
        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void pinsInWhatsApp() {
        assertThat(pin(WHATSAPP, "+55 11 99999-9999").chatId()).isEqualTo("5511999999999");
        assertThat(gateway.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void convertsItsResultToJson() {
        assertThat(template.requestBodyAndHeader(BITRIX24, null, ChatPinConstants.CHAT_ID, "chat17", String.class))
                .startsWith("{\"platform\":\"bitrix24\",\"chatId\":\"chat17\",\"pinned\":true,");
    }

    @Test
    void pinsAListInOneRequest() {
        assertThat(template.requestBody(BITRIX24, List.of("chat17", "chat18", "chat19"), List.class))
                .hasSize(3);
        assertThat(portal.requests()).hasSize(1);
    }

    @Test
    void listsWhatIsPinned() {
        pin(BITRIX24, "chat17");

        assertThat(template.requestBody(BITRIX24 + "&operation=list", null, List.class))
                .isEqualTo(List.of(new PinnedChat("bitrix24", "chat17", "Chat 17", false)));
    }

    @Test
    void makesTheseChatsThePinnedOnes() {
        pin(BITRIX24, "chat17");

        assertThat(template.requestBody(BITRIX24 + "&operation=sync", List.of("chat18"), PinSyncResult.class))
                .isEqualTo(new PinSyncResult(List.of("chat18"), List.of("chat17"), List.of(), List.of()));
    }

    @Test
    void triesAgainAfterAFault() {
        portal.nextFaults(Fault.empty(503), Fault.appliedThenReset());

        pin(BITRIX24 + "&retryDelay=1", "chat17");

        assertThat(portal.requests()).hasSize(3);
    }

    @Test
    void tellsThatAPinWasRefused() {
        portal.denyAccess("chat403");

        Exchange exchange = template.request(
                BITRIX24, message -> message.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat403"));

        assertThat(exchange.getException(PinRejectedException.class).getErrorCode())
                .isEqualTo("ACCESS_ERROR");
    }

    @Test
    void renewsAnAccessToken() {
        portal.expireAccessToken();

        pin(
                "chatpin:bitrix24?portalUrl={{portal}}&tokenUrl={{tokenUrl}}&accessToken={{accessToken}}"
                        + "&refreshToken={{refreshToken}}&clientId={{clientId}}&clientSecret={{clientSecret}}",
                "chat17");

        assertThat(portal.renewals()).isEqualTo(1);
    }

    @Test
    void emitsWhatIsPinned() throws Exception {
        pin(BITRIX24, "chat17");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(BITRIX24 + "&emitExisting=true&initialDelay=0&delay=100").to("seda:changes");
            }
        });

        assertThat(context.createConsumerTemplate().receiveBody("seda:changes", 20_000, PinChange.class))
                .isEqualTo(new PinChange("bitrix24", "chat17", true, "Chat 17"));
    }

    @Test
    void takesRoutesInJava() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pin").to(BITRIX24);
            }
        });

        pinsThroughARoute();
    }

    @Test
    void takesRoutesOfTheEndpointDsl() throws Exception {
        context.addRoutes(new EndpointRouteBuilder() {
            @Override
            public void configure() {
                from(direct("pin"))
                        .to(chatpin("bitrix24")
                                .portalUrl("{{portal}}")
                                .authorizationToken("{{webhook}}")
                                .maxWait("30s"));
            }
        });

        pinsThroughARoute();
    }

    @Test
    void takesRoutesInYaml() throws Exception {
        load("routes.yaml");

        pinsThroughARoute();
    }

    @Test
    void takesRoutesInXml() throws Exception {
        load("routes.xml");

        pinsThroughARoute();
    }

    @Test
    void itsKameletsPin() {
        template.sendBodyAndHeader(
                BITRIX24.replace("chatpin:bitrix24", "kamelet:chatpin-bitrix24-sink"),
                null,
                ChatPinConstants.CHAT_ID,
                "chat17");
        template.sendBodyAndHeader(
                WHATSAPP.replace("chatpin:whatsapp", "kamelet:chatpin-whatsapp-sink"),
                null,
                ChatPinConstants.CHAT_ID,
                "5511999999999");

        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        assertThat(gateway.pinnedChats()).hasSize(1);
    }

    @Test
    void camelMainConfiguresIt() throws Exception {
        Main main = new Main();
        main.addProperty("camel.component.chatpin.portal-url", portal.url());
        main.addProperty("camel.component.chatpin.authorization-token", portal.webhookToken());
        main.start();
        try {
            main.getCamelTemplate().sendBodyAndHeader("chatpin:bitrix24", null, ChatPinConstants.CHAT_ID, "chat17");
        } finally {
            main.stop();
        }

        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void camelsConsoleShowsTheAccount() {
        pin(BITRIX24, "chat17");

        assertThat(PluginHelper.getDevConsoleResolver(context)
                        .resolveDevConsole("chatpin")
                        .call(DevConsole.MediaType.TEXT)
                        .toString())
                .contains("bitrix24 " + portal.url(), "done: 1\n")
                .doesNotContain(portal.webhookToken());
    }

    @Test
    void jmxShowsTheAccount() throws Exception {
        pin(BITRIX24, "chat17");

        ObjectName accounts =
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=chatpin,*");
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(accounts, null))
                .singleElement()
                .satisfies(account -> assertThat(
                                ManagementFactory.getPlatformMBeanServer().getAttribute(account, "Done"))
                        .isEqualTo(1L));
    }

    @Test
    void healthAsksTheAccount() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        context.getEndpoint(BITRIX24);

        assertThat(HealthCheckHelper.invokeReadiness(context))
                .filteredOn(result -> result.getCheck().getId().contains("chatpin"))
                .singleElement()
                .satisfies(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void metersCountPins() {
        pin(BITRIX24, "chat17");

        await().untilAsserted(() ->
                assertThat(meters.get("chatpin.pins").counter().count()).isEqualTo(1));
    }

    private Properties accounts() {
        Properties properties = new Properties();
        properties.setProperty("portal", portal.url());
        properties.setProperty("webhook", portal.webhookToken());
        properties.setProperty("tokenUrl", portal.tokenUrl());
        properties.setProperty("accessToken", portal.accessToken());
        properties.setProperty("refreshToken", portal.refreshToken());
        properties.setProperty("clientId", portal.clientId());
        properties.setProperty("clientSecret", portal.clientSecret());
        properties.setProperty("gateway", gateway.url());
        properties.setProperty("phone", gateway.instance());
        properties.setProperty("token", gateway.token());
        return properties;
    }

    private PinResult pin(String uri, String chatId) {
        return template.requestBodyAndHeader(uri, null, ChatPinConstants.CHAT_ID, chatId, PinResult.class);
    }

    private void load(String resource) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:smoke/" + resource));
    }

    private void pinsThroughARoute() {
        pin("direct:pin", "chat17");

        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
    }
}
