package io.github.chatpin.camel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy says that is to open a way to the portal is not taken for the portal's answer. */
class ProxyRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().requireHttps(true));

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Test
    void goesThroughAProxyAndTellsTheAnswersOfThePortal() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(null)) {
            String uri = through(proxy);
            assertThat(pin(uri, "chat17").getException()).isNull();

            fake.nextFaults(Fault.html(403));
            assertThat(pin(uri, "chat17").getException()).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void namesTheProxyThatAsksForCredentials() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(refusal(407, "Proxy-Authenticate: Basic realm=\"acme\"\r\n"))) {
            assertThat(pin(through(proxy), "chat17").getException(UpstreamUnavailableException.class))
                    .hasMessageStartingWith("A proxy on the way to bitrix24 " + fake.httpsUrl())
                    .hasMessageContaining("(status 407, Basic realm=\"acme\")")
                    .matches(e -> !e.isRetryable() && e.getStatusCode() == 407);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 502, 503})
    void blamesNeitherCredentialsNorChatForAProxyThatDoesNotReachThePortal(int status) throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(refusal(status, "Location: https://login.example/\r\n"))) {
            assertThat(pin(through(proxy), "chat17").getException(UpstreamUnavailableException.class))
                    .hasMessageStartingWith("No answer from bitrix24 " + fake.httpsUrl())
                    .hasMessageContaining("A proxy opened no way to the host (status " + status + ")")
                    .matches(e -> e.isRetryable() && e.getStatusCode() == 0);
        }
    }

    private static String refusal(int status, String headers) {
        return "HTTP/1.1 %d No\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status, headers);
    }

    private String through(TunnelProxy proxy) {
        HttpComponent component = new HttpComponent();
        component.setHttpClientConfigurer(builder -> builder.setProxy(new HttpHost("http", "127.0.0.1", proxy.port())));
        component.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        component.setSslContextParameters(new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) {
                return fake.sslContext();
            }
        });
        context.getRegistry().bind("proxied", component);
        return "chatpin:bitrix24?portalUrl=%s&authorizationToken=%s&maxRetries=0&httpComponent=#proxied"
                .formatted(fake.httpsUrl(), fake.webhookToken());
    }
}
