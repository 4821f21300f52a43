package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.ManualTimekeeper;
import io.github.chatpin.camel.time.Timekeeper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options()
                    .dynamicPort()
                    .bindAddress("127.0.0.1")
                    .gzipDisabled(true))
            .build();

    private static final Timekeeper NO_DEADLINE = new ManualTimekeeper();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void postsJsonAndReadsTheAnswerWhateverItsStatus() throws Exception {
        SERVER.stubFor(WireMock.post("/pin")
                .willReturn(WireMock.aResponse()
                        .withStatus(418)
                        .withHeader("X-Left", "7")
                        .withBody("{\"a\":1}")));

        UpstreamAnswer answer = open(null).send(request());

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.headers()).containsEntry("x-left", "7");
        assertThat(answer.json().path("a").intValue()).isEqualTo(1);
        SERVER.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/pin"))
                .withHeader("Content-Type", WireMock.equalTo("application/json; charset=UTF-8"))
                .withHeader("Accept", WireMock.equalTo("application/json"))
                .withHeader("token", WireMock.equalTo("abc"))
                .withRequestBody(WireMock.equalToJson("{\"pin\":true}")));
    }

    @Test
    void neitherRetriesNorFollowsNorKeepsCookies() throws Exception {
        SERVER.stubFor(WireMock.post("/pin")
                .willReturn(WireMock.aResponse()
                        .withStatus(503)
                        .withHeader("Retry-After", "1")
                        .withHeader("Set-Cookie", "a=b; Path=/")));
        Transport transport = open(null);

        assertThat(transport.send(request()).status()).isEqualTo(503);
        SERVER.stubFor(WireMock.post("/pin").willReturn(WireMock.temporaryRedirect("/elsewhere")));
        assertThat(transport.send(request()).status()).isEqualTo(302);

        SERVER.verify(2, WireMock.anyRequestedFor(WireMock.anyUrl()).withoutHeader("Cookie"));
    }

    @Test
    void usesTheUsersComponentWithoutChangingIt() throws Exception {
        SERVER.stubFor(WireMock.post("/pin").willReturn(WireMock.ok("{}")));
        AtomicBoolean configured = new AtomicBoolean();
        HttpComponent users = new HttpComponent();
        users.setHttpClientConfigurer(builder -> configured.set(true));
        users.setUserAgent("acme");

        open(users).send(request());

        assertThat(configured).isTrue();
        assertThat(users.isAutomaticRetriesDisabled()).isFalse();
        assertThat(users.isRedirectHandlingDisabled()).isFalse();
        SERVER.verify(WireMock.postRequestedFor(WireMock.anyUrl()).withHeader("User-Agent", WireMock.equalTo("acme")));
    }

    @Test
    void usesTheContextsComponentOfTheAddresssScheme() throws Exception {
        SERVER.stubFor(WireMock.post("/pin").willReturn(WireMock.ok("{}")));
        context.getComponent("http", HttpComponent.class).setUserAgent("acme");

        open(null).send(request());

        SERVER.verify(WireMock.postRequestedFor(WireMock.anyUrl()).withHeader("User-Agent", WireMock.equalTo("acme")));
    }

    @Test
    void readsNoAnswerThatIsTooLong() throws Exception {
        SERVER.stubFor(
                WireMock.post("/pin").willReturn(WireMock.ok().withBody(new byte[UpstreamRequest.SHORT_ANSWER + 1])));
        Transport transport = open(null);

        assertThatThrownBy(() -> transport.send(request()))
                .isInstanceOf(IOException.class)
                .hasMessage("The answer is longer than 1048576 bytes");
    }

    @Test
    void asksForAnEncodedAnswerAndDecodesIt() throws Exception {
        SERVER.stubFor(WireMock.post("/pin")
                .withHeader("Accept-Encoding", WireMock.equalTo("gzip, deflate"))
                .willReturn(WireMock.aResponse()
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(gzip("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))));

        assertThat(open(null).send(request()).json().path("a").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "UTF-8"})
    void readsAnAnswerWhoseEncodingIsNotTheOneItClaims(String claimed) throws Exception {
        SERVER.stubFor(WireMock.post("/pin")
                .willReturn(WireMock.aResponse()
                        .withStatus(400)
                        .withHeader("Content-Encoding", claimed)
                        .withBody("{\"a\":1}")));

        UpstreamAnswer answer = open(null).send(request());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("a").intValue()).isEqualTo(1);
    }

    @Test
    void readsNoAnswerThatIsTooLongWhenItIsDecoded() throws Exception {
        SERVER.stubFor(WireMock.post("/pin")
                .willReturn(WireMock.aResponse()
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(gzip(new byte[UpstreamRequest.SHORT_ANSWER + 1]))));
        Transport transport = open(null);

        assertThatThrownBy(() -> transport.send(request()))
                .isInstanceOf(IOException.class)
                .hasMessage("The answer is longer than 1048576 bytes");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(encoded)) {
            gzip.write(plain);
        }
        return encoded.toByteArray();
    }

    @Test
    void staysOpenAsLongAsSomeoneHoldsIt() throws Exception {
        SERVER.stubFor(WireMock.post("/pin").willReturn(WireMock.ok("{}")));
        Transport transport = open(null);

        transport.tryHold();
        transport.release();
        assertThat(transport.send(request()).status()).isEqualTo(200);

        transport.release();
        assertThatThrownBy(() -> transport.send(request()))
                .isInstanceOf(IOException.class)
                .hasMessage("The HTTP client was closed");
    }

    private Transport open(HttpComponent component) throws Exception {
        return new HttpClients(context, NO_DEADLINE, Runnable::run)
                .open(component, URI.create(SERVER.baseUrl()), new Timeouts(1000, 30_000), 8);
    }

    private static UpstreamRequest request() {
        return new UpstreamRequest(
                URI.create(SERVER.baseUrl() + "/pin"),
                Map.of("token", "abc"),
                "{\"pin\":true}".getBytes(StandardCharsets.UTF_8));
    }
}
