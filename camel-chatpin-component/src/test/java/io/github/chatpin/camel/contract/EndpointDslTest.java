package io.github.chatpin.camel.contract;

import static io.github.chatpin.camel.dsl.StaticEndpointBuilders.chatpin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import org.apache.camel.Exchange;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints that are not text. */
class EndpointDslTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Test
    void pinsInBitrix24() throws Exception {
        route(chatpin("bitrix24").portalUrl(bitrix24.url()).authorizationToken(bitrix24.webhookToken()));

        Exchange exchange = pin("direct:in", "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void pinsInWhatsApp() throws Exception {
        route(chatpin("whatsapp")
                .gatewayUrl(ryze.url())
                .instance(ryze.instance())
                .token(ryze.token()));

        Exchange exchange = pin("direct:in", "5511999999999");

        assertThat(exchange.getException()).isNull();
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void setsTypedOptions() throws Exception {
        ChatPinConfiguration configuration = configurationOf(chatpin("bitrix24")
                .portalUrl(bitrix24.url())
                .authorizationToken("1/a")
                .plan("enterprise")
                .throttle(false));

        assertThat(configuration.getPlan()).isEqualTo("enterprise");
        assertThat(configuration.isThrottle()).isFalse();
    }

    @Test
    void setsDurationsAsNumbersOfMillisecondsAndAsText() throws Exception {
        ChatPinConfiguration configuration = configurationOf(chatpin("bitrix24")
                .portalUrl(bitrix24.url())
                .authorizationToken("1/a")
                .retryDelay(250)
                .maxWait("2m"));

        assertThat(configuration.getRetryDelay()).isEqualTo(250);
        assertThat(configuration.getMaxWait()).isEqualTo(120_000);
    }

    @Test
    void takesBeansAsTheyAre() throws Exception {
        HttpComponent http = context.getComponent("http", HttpComponent.class);

        ChatPinConfiguration configuration = configurationOf(chatpin("bitrix24")
                .portalUrl(bitrix24.url())
                .authorizationToken("1/a")
                .advanced()
                .httpComponent(http));

        assertThat(configuration.getHttpComponent()).isSameAs(http);
    }

    @Test
    void takesSecretsWithSpecialCharactersInRaw() throws Exception {
        ChatPinConfiguration configuration = configurationOf(
                chatpin("whatsapp").gatewayUrl(ryze.url()).instance("acme").token("RAW(a+b%2Fc&d)"));

        assertThat(configuration.getToken()).isEqualTo("a+b%2Fc&d");
    }

    @Test
    void showsNoSecret() throws Exception {
        route(chatpin("bitrix24").portalUrl(bitrix24.url()).authorizationToken(bitrix24.webhookToken()));
        String secret = bitrix24.webhookToken().substring(2);

        assertThat(endpoint().toString()).doesNotContain(secret);
        assertThat(context.getRoutes().toString()).doesNotContain(secret);
    }

    private ChatPinConfiguration configurationOf(EndpointProducerBuilder endpoint) throws Exception {
        route(endpoint);
        return endpoint().getConfiguration();
    }

    private ChatPinEndpoint endpoint() {
        return context.getEndpoints().stream()
                .filter(ChatPinEndpoint.class::isInstance)
                .map(ChatPinEndpoint.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void route(EndpointProducerBuilder endpoint) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(endpoint);
            }
        });
    }
}
