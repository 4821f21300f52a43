package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two kamelets do what the endpoint behind them does. */
class KameletRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Test
    void pinTheChatOfTheHeader() {
        Exchange dialog = pin(bitrix24Sink(bitrix24, "chatId=chat1"), "chat17");
        Exchange chat = pin(whatsappSink(ryze, "chatId=5511900000000"), "+55 11 99999-9999");

        assertThat(dialog.getMessage().getBody(PinResult.class).chatId()).isEqualTo("chat17");
        assertThat(chat.getMessage().getBody(PinResult.class).chatId()).isEqualTo("5511999999999");
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(bitrix24.violations()).isEmpty();
        assertThat(ryze.violations()).isEmpty();
    }

    @Test
    void pinTheirOwnChatWhereTheMessageNamesNone() {
        sendMessage(bitrix24Sink(bitrix24, "chatId=chat17"), "text", Map.of());
        sendMessage(whatsappSink(ryze, "chatId=5511999999999"), "text", Map.of());

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void failAtAMessageWithoutAChatWhereTheyHaveNoneOfTheirOwn() {
        assertThat(sendMessage(bitrix24Sink(bitrix24), "text", Map.of()).getException())
                .isInstanceOf(InvalidPinRequestException.class);
        assertThat(sendMessage(whatsappSink(ryze), "text", Map.of()).getException())
                .isInstanceOf(InvalidPinRequestException.class);
    }

    @Test
    void unpinWithTheHeaderOrThePropertyPinned() {
        send(bitrix24Sink(bitrix24), "chat17", true);
        send(bitrix24Sink(bitrix24), "chat17", false);
        send(whatsappSink(ryze), "5511999999999", true);
        pin(whatsappSink(ryze, "pinned=false"), "5511999999999");

        assertThat(bitrix24.pinnedDialogs()).isEmpty();
        assertThat(ryze.pinnedChats()).isEmpty();
        assertThat(bitrix24.requests()).hasSize(2);
        assertThat(ryze.requests()).hasSize(2);
    }

    @Test
    void pinAnOpenLineWithItsMethod() {
        pin(bitrix24Sink(bitrix24, "method=imopenlines.session.mode.pin"), "chat2020");

        assertThat(bitrix24.pinnedOpenLines()).containsExactly(2020L);
    }

    @Test
    void pinEachChatOfABulk() {
        Exchange exchange = sendMessage(bitrix24Sink(bitrix24), List.of("chat17", "chat18"), Map.of());

        assertThat(list(exchange)).hasSize(2);
        assertThat(bitrix24.requests()).hasSize(1);
    }

    @Test
    void failAsTheEndpointDoes() {
        bitrix24.denyAccess("chat17");

        PinRejectedException failure = pin(bitrix24Sink(bitrix24), "chat17").getException(PinRejectedException.class);

        assertThat(failure.getErrorCode()).isEqualTo("ACCESS_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "chatpin-bitrix24-sink, authorizationToken=1/secret17, portalUrl",
        "chatpin-bitrix24-sink, portalUrl=https://acme.example, authorizationToken"
    })
    void nameTheRequiredPropertyThatIsMissing(String kamelet, String given, String missing) throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            assertThatThrownBy(() -> start(own, "kamelet:" + kamelet + "?" + given))
                    .rootCause()
                    .hasMessage("Route template " + kamelet + " the following mandatory parameters must be provided: "
                            + missing);
        }
    }

    @ParameterizedTest
    @CsvSource({"token=RAW(secret17), instance", "instance=acme, token", "gateway=wwebjs&instance=acme, gatewayUrl"})
    void nameWhatTheGatewayNeedsAndDoesNotHave(String given, String missing) throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            assertThatThrownBy(() -> start(own, "kamelet:chatpin-whatsapp-sink?" + given))
                    .rootCause()
                    .hasMessage(missing + ": is required");
        }
    }

    @Test
    void haveNoTokenWhereTheGatewayHasNone() throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            start(own, "kamelet:chatpin-whatsapp-sink?gateway=gowa&gatewayUrl=http://localhost:3000");

            assertThat(options(own).getGateway()).isEqualTo("gowa");
            assertThat(options(own).getToken()).isNull();
            assertThat(options(own).getInstance()).isNull();
        }
    }

    @Test
    void takeASecretAsItIs() throws Exception {
        String token = "a&b+c=d/e?f#g";
        try (CamelContext own = new DefaultCamelContext()) {
            start(own, "kamelet:chatpin-whatsapp-sink?instance=acme&token=RAW(" + token + ")");

            assertThat(options(own).getToken()).isEqualTo(token);
        }
    }

    @Test
    void takePropertiesThatAreNotInTheirUri() throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            own.getPropertiesComponent().addInitialProperty("camel.kamelet.chatpin-whatsapp-sink.instance", "acme");
            own.getPropertiesComponent().addInitialProperty("camel.kamelet.chatpin-whatsapp-sink.token", "a&b+%41");
            start(own, "kamelet:chatpin-whatsapp-sink");

            assertThat(options(own).getInstance()).isEqualTo("acme");
            assertThat(options(own).getToken()).isEqualTo("a&b+%41");
        }
    }

    @Test
    void takeAChatOfTheContextsWhereTheyHaveNoneOfTheirOwn() throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            own.getPropertiesComponent().addInitialProperty("chatId", "5511999999999");
            start(own, "kamelet:chatpin-whatsapp-sink?instance=acme&token=RAW(secret17)");

            assertThat(options(own).getChatId()).isEqualTo("5511999999999");
        }
    }

    @Test
    void areUsedByAllRoutesWithTheSameUriAsOne() throws Exception {
        String uri = bitrix24Sink(bitrix24);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to(uri);
                from("direct:second").to(uri);
                from("direct:third").toD(uri);
            }
        });
        pin("direct:third", "chat17");

        assertThat(context.getRoutes()).hasSize(4);
    }

    private static void start(CamelContext own, String uri) throws Exception {
        own.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(uri);
            }
        });
        own.start();
    }

    private static ChatPinConfiguration options(CamelContext own) {
        return own.getEndpoints().stream()
                .filter(ChatPinEndpoint.class::isInstance)
                .map(endpoint -> ((ChatPinEndpoint) endpoint).getConfiguration())
                .findFirst()
                .orElseThrow();
    }
}
