package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the documentation's routes in the Endpoint DSL. */
class EndpointDslSnippetTest extends CamelTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withUseOverridePropertiesWithPropertiesComponent(
                DocumentedContext.properties(BITRIX24.fake(), RYZE.fake()));
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new EndpointDslRoutes();
    }

    @Test
    void pinsADialogOfBitrix24() {
        template.requestBodyAndHeader("direct:vip", "", ChatPinConstants.CHAT_ID, "chat17");

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void pinsAWhatsAppChat() {
        template.requestBodyAndHeader("direct:vip-phone", "", ChatPinConstants.CHAT_ID, "5511999999999");

        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }
}
