package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Test;

/** Runs the documentation's routes in the Endpoint DSL. */
class EndpointDslSnippetTest extends DocumentedRoutesTestSupport {

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
