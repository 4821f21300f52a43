package io.github.chatpin.camel.whatsapp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RouteTestSupport;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One class and one row make a gateway: the steps of docs/contributing.md, followed for a made-up one. */
class FurtherGatewayTest extends RouteTestSupport {

    private static final String CHAT = "5511999999999";

    @RegisterExtension
    static final WireMockExtension LOFTS = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("pigeons", new WhatsAppPlatform(new Gateways(List.of(new Pigeon())), Clock.systemUTC()));
    }

    @Test
    void pins() {
        LOFTS.stubFor(post("/lofts/acme/pins").willReturn(okJson("{\"on\":true}")));

        assertThat(pin(pigeon(), "+55 11 99999-9999")
                        .getMessage()
                        .getBody(PinResult.class)
                        .pinned())
                .isTrue();
        LOFTS.verify(postRequestedFor(urlEqualTo("/lofts/acme/pins"))
                .withHeader("Authorization", equalTo("Bearer coo-coo"))
                .withRequestBody(equalToJson("{\"chat\":\"5511999999999@s.whatsapp.net\",\"on\":true}")));
    }

    @Test
    void lists() {
        LOFTS.stubFor(get("/lofts/acme/pins")
                .willReturn(okJson("[{\"chat\":\"5511999999999@c.us\",\"title\":\"Ana\",\"on\":true}]")));

        Exchange exchange = pin(pigeon("operation=list"), null);

        assertThat(RouteTestSupport.<PinnedChat>list(exchange))
                .containsExactly(new PinnedChat("whatsapp", CHAT, "Ana", false));
    }

    @Test
    void failsAsTheGatewaySays() {
        LOFTS.stubFor(
                post("/lofts/acme/pins").willReturn(aResponse().withStatus(409).withBody("{\"why\":\"full\"}")));

        assertThat(pin(pigeon(), CHAT).getException()).isInstanceOf(PinLimitReachedException.class);
    }

    private static String pigeon(String... options) {
        String base =
                "chatpin:pigeons?gateway=pigeon&gatewayUrl=%s&instance=acme&token=coo-coo".formatted(LOFTS.baseUrl());
        return options.length == 0 ? base : base + "&" + String.join("&", options);
    }
}
