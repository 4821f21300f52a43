package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinRejectedException;
import org.apache.camel.builder.RouteBuilder;

/** The routes that the documentation shows with kamelets in the Java DSL. */
class DocumentedKamelets extends RouteBuilder {

    @Override
    public void configure() {
        // snippet on-exception
        onException(PinRejectedException.class).handled(true).to("direct:give-up");

        from("direct:checked")
                .to("kamelet:chatpin-bitrix24-sink?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})&noErrorHandler=true");
        // end

        // snippet bitrix24
        from("direct:vip")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[dialogId]}"))
                .to("kamelet:chatpin-bitrix24-sink?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");
        // end

        // snippet whatsapp
        from("direct:vip-phone")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[phone]}"))
                .to("kamelet:chatpin-whatsapp-sink?gatewayUrl={{whatsapp.url}}&instance={{whatsapp.instance}}"
                        + "&token=RAW({{whatsapp.token}})");
        // end

        // snippet one-uri
        from("direct:pin")
                .to("kamelet:chatpin-bitrix24-sink?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");

        from("direct:order-paid")
                .setHeader(ChatPinConstants.PINNED, constant(true))
                .to("direct:pin");
        from("direct:order-shipped")
                .setHeader(ChatPinConstants.PINNED, constant(false))
                .to("direct:pin");
        // end

        from("direct:give-up").to("mock:give-up");
    }
}
