package io.github.chatpin.camel.docs;

// snippet test
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VipCustomerRouteTest extends CamelTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Override
    public void configureContext(CamelContextConfiguration configuration) { // called before the fields have values
        super.configureContext(configuration);
        Properties properties = new Properties();
        properties.setProperty("bitrix24.url", BITRIX24.fake().url());
        properties.setProperty("bitrix24.authorizationToken", BITRIX24.fake().webhookToken());
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() { // in your test: return the route builder of your application
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:vip")
                        .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                                + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                                + "&maxRetries=1&retryDelay=1");
            }
        };
    }

    @Test
    void pinsTheCustomersChat() {
        Exchange exchange = pin("chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedDialogs()).containsExactly("chat17");
        assertThat(fake.requests()).hasSize(1);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void pinsAgainAfterAnAnswerThatWasLost() {
        fake.nextFaults(Fault.appliedThenReset());

        assertThat(pin("chat17").getException()).isNull();
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void failsWhenThePortalStaysDown() {
        fake.failNext(Fault.html(502), 2);

        assertThat(pin("chat17")
                        .getException(UpstreamUnavailableException.class)
                        .isRetryable())
                .isTrue();
    }

    @Test
    void failsAtOnceWithoutAccess() {
        fake.denyAccess("chat17");

        assertThat(pin("chat17").getException(PinRejectedException.class).getErrorCode())
                .isEqualTo("ACCESS_ERROR");
    }

    private Exchange pin(String chatId) {
        return template.request(
                "direct:vip", exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chatId));
    }
}
// end
