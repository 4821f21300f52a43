package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TLS is as the user configures it on camel-http. */
class TlsRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().requireHttps(true));

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final String uri = "chatpin:bitrix24?portalUrl=%s&authorizationToken=%s&maxRetries=0"
            .formatted(fake.httpsUrl(), fake.webhookToken());

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() {
        Exchange exchange = pin(uri, "chat17");

        assertThat(exchange.getException())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasRootCauseInstanceOf(Exception.class);
        assertThat(exchange.getException().getCause()).isInstanceOf(SSLException.class);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void usesTheHttpComponentThatTheEndpointNames() {
        HttpComponent trusting = new HttpComponent();
        trustTheFake(trusting);
        context.getRegistry().bind("trusting", trusting);

        assertThat(pin(uri + "&httpComponent=#trusting", "chat17").getException())
                .isNull();
        assertThat(fake.isPinned("chat17")).isTrue();
    }

    @Test
    void usesTheContextsComponentForHttps() {
        trustTheFake(context.getComponent("https", HttpComponent.class));

        assertThat(pin(uri, "chat17").getException()).isNull();
    }

    @Test
    void goesAgainOnANewConnectionWhereTheOneThatWasKeptIsClosed() {
        trustTheFake(context.getComponent("https", HttpComponent.class));
        pin(uri, "chat17");
        fake.nextFaults(Fault.connectionClosed());

        Exchange second = pin(uri, "chat18");

        fake.nextFaults(Fault.reset());
        assertThat(List.of(second, pin(uri, "chat19"))).allSatisfy(exchange -> {
            assertThat(exchange.getException()).isNull();
            assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class))
                    .isEqualTo(2);
        });
    }

    @Test
    void blamesTheCredentialsWhereThePortalWantsHttps() {
        assertThat(pin(bitrix24(fake), "chat17").getException(AuthenticationException.class))
                .matches(failure -> failure.getErrorCode().equals("INVALID_REQUEST"));
    }

    private void trustTheFake(HttpComponent component) {
        component.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        component.setSslContextParameters(new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) throws GeneralSecurityException, IOException {
                return fake.sslContext();
            }
        });
    }
}
