package io.github.chatpin.camel.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinResult;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThirdPlatformTest extends CamelTestSupport {

    @RegisterExtension
    static final WireMockExtension DESK = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Override
    protected void bindToRegistry(Registry registry) {
        // snippet bind
        registry.bind("desk", new DeskPlatform()); // serves chatpin:desk?portalUrl=…&accessToken=…
        // end
        registry.bind("whatsapp", new DeskPlatform());
    }

    @Test
    void pinsThroughABeanOfTheRegistry() {
        DESK.stubFor(post("/pins").willReturn(ok()));

        assertThat(pin("17").getMessage().getBody()).isEqualTo(new PinResult("desk", "17", true, null, null));

        DESK.verify(postRequestedFor(urlEqualTo("/pins"))
                .withHeader("Authorization", equalTo("Bearer desk-secret"))
                .withRequestBody(equalTo("[\"+17\"]")));
    }

    @Test
    void sendsABulkInOneRequest() {
        DESK.stubFor(post("/pins").willReturn(ok()));

        List<?> results = pin(List.of(17, 18)).getMessage().getBody(List.class);

        assertThat(results).hasSize(2);
        DESK.verify(postRequestedFor(urlEqualTo("/pins")).withRequestBody(equalTo("[\"+17\",\"+18\"]")));
    }

    @Test
    void failsWithTheComponentsExceptions() {
        DESK.stubFor(post("/pins").willReturn(aResponse().withStatus(404)));

        assertThat(pin("17").getException()).isExactlyInstanceOf(PinRejectedException.class);
        assertThat(pin("x").getException()).isExactlyInstanceOf(InvalidPinRequestException.class);
    }

    @Test
    void isTriedAgain() {
        DESK.stubFor(post("/pins")
                .inScenario("busy")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("free"));
        DESK.stubFor(
                post("/pins").inScenario("busy").whenScenarioStateIs("free").willReturn(ok()));

        Exchange exchange = pin("17");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(ChatPinConstants.ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void itsAddressIsThatOfTheService() {
        ChatPinEndpoint endpoint = context.getEndpoint(uri(), ChatPinEndpoint.class);

        assertThat(endpoint.getServiceUrl()).isEqualTo(DESK.baseUrl());
        assertThat(endpoint.getServiceMetadata()).isEqualTo(Map.of("platform", "desk", "method", "pin"));
    }

    @Test
    void takesOnlyItsOwnOptions() {
        assertThatThrownBy(() -> context.getEndpoint(uri() + "&instance=sales"))
                .rootCause()
                .hasMessage("instance: no option of this platform; remove it from the endpoint");
    }

    @Test
    void cannotReplaceAPlatformOfTheComponentsOwn() {
        assertThatThrownBy(() -> context.getEndpoint("chatpin:whatsapp?token=abc"))
                .rootCause()
                .hasMessage("instance: is required");
    }

    private static String uri() {
        return "chatpin:desk?portalUrl=" + DESK.baseUrl() + "&accessToken=desk-secret&retryDelay=1";
    }

    private Exchange pin(Object chats) {
        return template.send(uri(), exchange -> {
            if (chats instanceof List) {
                exchange.getMessage().setBody(chats);
            } else {
                exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chats);
            }
        });
    }
}
