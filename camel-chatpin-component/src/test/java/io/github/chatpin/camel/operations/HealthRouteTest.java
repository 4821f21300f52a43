package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.console.ChatPinConsole;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's readiness checks of the accounts. */
class HealthRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension WHATSAPP = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi whatsapp = WHATSAPP.fake();

    @Test
    void isOffUnlessEnabled() {
        context.getEndpoint(bitrix24(bitrix24));

        assertThat(checks(context)).isEmpty();
        assertThat(bitrix24.requests()).isEmpty();
    }

    @Test
    void aPortalThatTakesTheCredentialsIsUp() {
        enable(context);
        context.getEndpoint(bitrix24(bitrix24));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(message(result)).contains("The credentials are those of user 1");
        assertThat(result.getCheck().isLiveness()).isFalse();
        assertThat(bitrix24.requests()).extracting(RecordedRequest::apiMethod).containsExactly("profile");
        assertThat(bitrix24.violations()).isEmpty();
    }

    @Test
    void aPortalThatTakesTheAccessTokenIsUp() {
        enable(context);
        context.getEndpoint("chatpin:bitrix24?portalUrl=" + bitrix24.url() + "&accessToken=" + bitrix24.accessToken());

        assertThat(onlyCheck().getState()).isEqualTo(State.UP);
        assertThat(bitrix24.violations()).isEmpty();
    }

    @Test
    void aWrongWebhookIsDownAndSaysSo() {
        enable(context);
        context.getEndpoint("chatpin:bitrix24?authorizationToken=1/not-the-code&portalUrl=" + bitrix24.url());

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(message(result))
                .contains("profile at " + bitrix24.url() + ": 401 INVALID_CREDENTIALS")
                .contains("check the credentials");
        assertThat(result.getDetails())
                .containsEntry("failure", "AuthenticationException")
                .containsEntry("service.status.code", 401)
                .containsEntry("service.error.code", "INVALID_CREDENTIALS")
                .containsEntry("platform", "bitrix24");
        assertNoneOf(result, "not-the-code");
    }

    @Test
    void anExpiredTokenThatNobodyRenewsIsDown() {
        enable(context);
        context.getEndpoint("chatpin:bitrix24?portalUrl=" + bitrix24.url() + "&accessToken=" + bitrix24.accessToken());
        bitrix24.expireAccessToken();

        assertThat(onlyCheck().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBrokenConnectionIsDown() {
        enable(context);
        bitrix24.nextFaults(Fault.reset());
        context.getEndpoint(bitrix24(bitrix24));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(message(result)).contains("No answer from bitrix24 " + bitrix24.url());
    }

    @Test
    void anAnswerThatIsNoneOfBitrix24IsDown() {
        enable(context);
        bitrix24.nextFaults(Fault.status(200, "{\"result\":true}"));
        context.getEndpoint(bitrix24(bitrix24));

        assertThat(onlyCheck().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aPortalOverItsLimitIsUp() {
        enable(context);
        try (FakeBitrix24 portal =
                FakeBitrix24.builder().clock(new FakeClock()).start()) { // whose bucket does not drain
            portal.fillBucket(50);
            context.getEndpoint(bitrix24(portal));

            assertThat(onlyCheck().getState()).isEqualTo(State.UP);
            assertThat(portal.rejected()).isEqualTo(1);
        }
    }

    @Test
    void showsNoSecretWhateverTheUpstreamRepeats() {
        enable(context);
        String code = bitrix24.webhookToken().substring(2);
        bitrix24.nextFaults(
                Fault.status(403, "{\"error\":\"%1$s\",\"error_description\":\"/rest/1/%1$s\"}".formatted(code)));
        context.getEndpoint(bitrix24(bitrix24));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertNoneOf(result, code);
    }

    @Test
    void aConnectedInstanceIsUp() {
        enable(context);
        context.getEndpoint(whatsapp(whatsapp));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(message(result)).contains("The instance is connected to WhatsApp");
        assertThat(whatsapp.requests()).singleElement().satisfies(request -> {
            assertThat(request.apiMethod()).isEqualTo("instance.list");
            assertThat(request.parameter("instanceName")).contains(whatsapp.instance());
        });
        assertThat(whatsapp.violations()).isEmpty();
    }

    @Test
    void asksForAnInstanceWithACuriousName() {
        enable(context);
        String name = "Vendas & Suporte+1/2";
        String token = whatsapp.addInstance(name);
        context.getEndpoint(
                "chatpin:whatsapp?gatewayUrl=" + whatsapp.url() + "&token=" + token + "&instance=RAW(" + name + ")");

        assertThat(onlyCheck().getState()).isEqualTo(State.UP);
        assertThat(whatsapp.violations()).isEmpty();
    }

    @Test
    void aDisconnectedInstanceIsDownWithItsState() {
        enable(context);
        whatsapp.disconnect(whatsapp.instance());
        context.getEndpoint(whatsapp(whatsapp));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(message(result)).contains("the instance's connection to WhatsApp is disconnected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance=another&token=TOKEN", "instance=acme&token=not-the-token"})
    void aTokenThatIsWrongForTheInstanceIsDown(String options) {
        enable(context);
        context.getEndpoint(
                "chatpin:whatsapp?gatewayUrl=" + whatsapp.url() + "&" + options.replace("TOKEN", whatsapp.token()));

        HealthCheck.Result result = onlyCheck();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(message(result)).contains("check token and instance");
        assertThat(result.getDetails()).containsEntry("failure", "AuthenticationException");
        assertNoneOf(result, whatsapp.token());
        assertNoneOf(result, "not-the-token");
    }

    @Test
    void isCountedInTheGatewaysWindow() {
        enable(context);
        context.getEndpoint(whatsapp(whatsapp));
        whatsapp.consume(whatsapp.token(), 40);

        onlyCheck();

        ChatPinConsole console = new ChatPinConsole();
        console.setCamelContext(context);
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("permits left: 59");
    }

    @Test
    void asksAnAccountOnceHoweverManyEndpointsAndChecksThereAre() {
        enable(context);
        context.getEndpoint(bitrix24(bitrix24));
        context.getEndpoint(bitrix24(bitrix24, "method=imopenlines.session.mode.pin"));

        onlyCheck();
        onlyCheck();

        assertThat(bitrix24.requests()).hasSize(1);
    }

    @Test
    void theCheckGoesWithTheLastEndpoint() throws Exception {
        enable(context);
        ChatPinEndpoint first = context.getEndpoint(bitrix24(bitrix24), ChatPinEndpoint.class);
        ChatPinEndpoint second = context.getEndpoint(bitrix24(bitrix24, "maxRetries=1"), ChatPinEndpoint.class);

        first.stop();
        assertThat(checks(context)).hasSize(1);

        second.stop();
        assertThat(checks(context)).isEmpty();

        first.start();
        assertThat(onlyCheck().getState()).isEqualTo(State.UP);
    }

    @Test
    void theNameOfTheCheckHasNoSecret() {
        enable(context);
        context.getEndpoint(whatsapp(whatsapp));

        assertThat(onlyCheck().getCheck().getId()).matches("producer:chatpin-whatsapp-[0-9a-f]{16}");
    }

    @Test
    void aComponentCanBeLeftOut() {
        enable(context);
        context.getComponent("chatpin", ChatPinComponent.class).setHealthCheckProducerEnabled(false);
        context.getEndpoint(bitrix24(bitrix24));

        assertThat(checks(context)).isEmpty();
    }

    @Test
    void camelMainEnablesIt() throws Exception {
        Main main = new Main();
        main.addProperty("camel.health.producersEnabled", "true");
        main.addProperty("camel.health.exposureLevel", "full"); // else one result for all that are up
        main.addProperty("camel.component.chatpin.portal-url", bitrix24.url());
        main.addProperty("camel.component.chatpin.authorization-token", bitrix24.webhookToken());
        main.start();
        main.getCamelContext().getEndpoint("chatpin:bitrix24");

        assertThat(checks(main.getCamelContext()))
                .extracting(HealthCheck.Result::getState)
                .containsExactly(State.UP);
        main.stop();
    }

    private static void enable(CamelContext context) {
        // snippet enable-health
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        // end
    }

    private HealthCheck.Result onlyCheck() {
        List<HealthCheck.Result> results = checks(context);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static List<HealthCheck.Result> checks(CamelContext context) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("chatpin"))
                .toList();
    }

    private static String message(HealthCheck.Result result) {
        return result.getMessage().orElse("");
    }

    private static void assertNoneOf(HealthCheck.Result result, String secret) {
        assertThat(message(result)).doesNotContain(secret);
        assertThat(result.getDetails().toString()).doesNotContain(secret);
        assertThat(result.getError()).isEmpty();
    }
}
