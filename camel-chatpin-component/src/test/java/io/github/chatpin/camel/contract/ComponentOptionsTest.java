package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.FileOAuthTokenStore;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentOptionsTest {

    private final CamelContext context = new DefaultCamelContext();
    private ChatPinConfiguration options;

    @BeforeEach
    void start() {
        context.start();
        options = context.getComponent("chatpin", ChatPinComponent.class).getConfiguration();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void endpointsStartFromTheComponentsOptions() {
        options.setPortalUrl("https://acme.bitrix24.com");
        options.setAuthorizationToken("1/abc123def");
        options.setMaxRetries(7);

        ChatPinEndpoint endpoint = context.getEndpoint("chatpin:bitrix24", ChatPinEndpoint.class);

        assertThat(endpoint.getConfiguration().getMaxRetries()).isEqualTo(7);
    }

    @Test
    void whatSomeEndpointsCannotIsForTheOthers() {
        options.setVerify(true);
        options.setPinLimitPolicy("evictOldest");

        assertThatCode(() -> {
                    context.getEndpoint("chatpin:whatsapp?instance=sales&token=token-of-sales");
                    context.getEndpoint("chatpin:bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc"
                            + "&method=imopenlines.session.mode.pin");
                    context.getEndpoint("chatpin:bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc"
                            + "&operation=unpinAll");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsOfAnotherGatewayIsNotForAnEndpointWithItsOwn() {
        options.setGatewayUrl("https://ryzeapi.example");
        options.setInstance("sales");
        options.setToken("token-of-sales");

        ChatPinConfiguration own = context.getEndpoint(
                        "chatpin:whatsapp?gateway=gowa&gatewayUrl=https://gowa.example&instance=phone",
                        ChatPinEndpoint.class)
                .getConfiguration();

        assertThat(own.getToken()).isNull();
        assertThat(own.getInstance()).isEqualTo("phone");
        assertThat(own.getGatewayUrl()).isEqualTo("https://gowa.example");
    }

    @Test
    void aComponentMayChooseTheGateway() {
        options.setGateway("wwebjs");
        options.setGatewayUrl("https://gateway.example");
        options.setToken("key");

        assertThatCode(() -> context.getEndpoint("chatpin:whatsapp?instance=sales&verify=true"))
                .doesNotThrowAnyException();
    }

    @Test
    void aComponentWithoutAConfigurationHasTheDefaults() {
        options.setMaxRetries(7);
        context.getComponent("chatpin", ChatPinComponent.class).setConfiguration(null);

        ChatPinEndpoint endpoint =
                context.getEndpoint("chatpin:whatsapp?instance=sales&token=token-of-sales", ChatPinEndpoint.class);

        assertThat(endpoint.getConfiguration().getMaxRetries()).isEqualTo(3);
    }

    @Test
    void anEndpointsOwnValueWins() {
        options.setPortalUrl("https://acme.bitrix24.com");
        options.setAuthorizationToken("1/abc123def");
        options.setMaxRetries(7);

        ChatPinEndpoint endpoint = context.getEndpoint("chatpin:bitrix24?maxRetries=1", ChatPinEndpoint.class);

        assertThat(endpoint.getConfiguration().getMaxRetries()).isEqualTo(1);
        assertThat(options.getMaxRetries()).isEqualTo(7);
    }

    @Test
    void anEndpointsCredentialsReplaceTheComponentsAsASet() {
        options.setPortalUrl("https://acme.bitrix24.com");
        options.setAuthorizationToken("1/abc123def");

        ChatPinEndpoint endpoint = context.getEndpoint("chatpin:bitrix24?access-token=other", ChatPinEndpoint.class);

        assertThat(endpoint.getConfiguration().getAuthorizationToken()).isNull();
        assertThat(endpoint.getConfiguration().getAccessToken()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorizationToken=1/abc123def", "accessToken=other"})
    void anEndpointsCredentialReplacesAllOfTheComponentsApplication(String credential) {
        options.setPortalUrl("https://acme.bitrix24.com");
        options.setAccessToken("at-1");
        options.setRefreshToken("rt-1");
        options.setClientId("local.1");
        options.setClientSecret("cs-1");

        ChatPinConfiguration own = context.getEndpoint("chatpin:bitrix24?" + credential, ChatPinEndpoint.class)
                .getConfiguration();

        assertThat(Arrays.asList(own.getRefreshToken(), own.getClientId(), own.getClientSecret()))
                .containsOnlyNulls();
        assertThat(context.getEndpoint("chatpin:bitrix24", ChatPinEndpoint.class)
                        .getConfiguration()
                        .getRefreshToken())
                .isEqualTo("rt-1");
    }

    @Test
    void theComponentMayHaveTheOptionsOfBothPlatforms() {
        options.setPortalUrl("https://acme.bitrix24.com");
        options.setAuthorizationToken("1/abc123def");
        options.setInstance("sales");
        options.setToken("token-of-sales");

        assertThatCode(() -> {
                    context.getEndpoint("chatpin:bitrix24");
                    context.getEndpoint("chatpin:whatsapp");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void twoComponentsOfOneContextShareLimits() {
        context.addComponent("pins", new ChatPinComponent());
        context.getEndpoint("chatpin:whatsapp?instance=sales&token=token-of-sales");

        assertThatThrownBy(
                        () -> context.getEndpoint("pins:whatsapp?instance=sales&token=token-of-sales&throttleLimit=9"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageStartingWith("throttleLimit: another endpoint");
    }

    @Test
    void twoContextsShareNothing() {
        context.getEndpoint("chatpin:whatsapp?instance=sales&token=token-of-sales");
        CamelContext other = new DefaultCamelContext();
        other.start();

        assertThatCode(() -> other.getEndpoint("chatpin:whatsapp?instance=sales&token=token-of-sales&throttleLimit=9"))
                .doesNotThrowAnyException();
        other.stop();
    }

    @Test
    void camelMainSetsThemByProperties() throws Exception {
        Main main = new Main();
        main.addProperty("camel.component.chatpin.portal-url", "https://acme.bitrix24.com");
        main.addProperty("camel.component.chatpin.access-token", "at-1");
        main.addProperty("camel.component.chatpin.refresh-token", "rt-1");
        main.addProperty("camel.component.chatpin.client-id", "local.1");
        main.addProperty("camel.component.chatpin.client-secret", "cs-1");
        main.addProperty("camel.component.chatpin.token-store", "#bean:tokens");
        main.bind("tokens", new FileOAuthTokenStore(Path.of("target", "no-such-tokens")));
        main.addProperty("camel.component.chatpin.retryDelay", "2s");
        main.start();

        ChatPinConfiguration endpoints = main.getCamelContext()
                .getEndpoint("chatpin:bitrix24", ChatPinEndpoint.class)
                .getConfiguration();

        assertThat(endpoints.getClientSecret()).isEqualTo("cs-1");
        assertThat(endpoints.getTokenStore()).isInstanceOf(FileOAuthTokenStore.class);
        assertThat(endpoints.getRetryDelay()).isEqualTo(2000);
        main.stop();
    }
}
