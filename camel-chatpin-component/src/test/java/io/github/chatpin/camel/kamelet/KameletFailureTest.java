package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which error handling of a calling route sees what fails in a kamelet. This is Camel 4.18's doing. */
class KameletFailureTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @BeforeEach
    void denyAccess() {
        fake.denyAccess("chat17");
    }

    @Test
    void doesNotReachOnExceptionByDefault() throws Exception {
        addRouteWithOnException(bitrix24Sink(fake));

        assertThat(pin("direct:pin", "chat17").getException()).isInstanceOf(PinRejectedException.class);
    }

    @Test
    void reachesOnExceptionWithoutAnErrorHandlerOfTheKamelets() throws Exception {
        addRouteWithOnException(bitrix24Sink(fake, "noErrorHandler=true"));

        assertHandled(pin("direct:pin", "chat17"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reachesARouteConfiguration(boolean noErrorHandler) throws Exception {
        context.addRoutesConfigurations(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration()
                        .onException(PinRejectedException.class)
                        .handled(true)
                        .setBody(constant("handled"));
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pin").to(bitrix24Sink(fake, "noErrorHandler=" + noErrorHandler));
            }
        });

        assertHandled(pin("direct:pin", "chat17"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reachesADeadLetterChannel(boolean noErrorHandler) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:dead"));
                from("direct:pin").to(bitrix24Sink(fake, "noErrorHandler=" + noErrorHandler));
                from("direct:dead").setBody(constant("handled"));
            }
        });

        assertHandled(pin("direct:pin", "chat17"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reachesDoCatch(boolean noErrorHandler) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pin")
                        .doTry()
                        .to(bitrix24Sink(fake, "noErrorHandler=" + noErrorHandler))
                        .doCatch(PinRejectedException.class)
                        .setBody(constant("handled"))
                        .end();
            }
        });

        assertHandled(pin("direct:pin", "chat17"));
    }

    private void addRouteWithOnException(String kamelet) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PinRejectedException.class).handled(true).setBody(constant("handled"));
                from("direct:pin").to(kamelet);
            }
        });
    }

    private static void assertHandled(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("handled");
    }
}
