package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.builder.RouteBuilder;

/** One chat of a WhatsApp account, named by the body. */
final class WhatsAppRoutes extends RouteBuilder {

    private static final String INSTANCE =
            "chatpin:whatsapp?gateway={{whatsapp.gateway:ryzeapi}}&gatewayUrl={{?whatsapp.gatewayUrl}}"
                    + "&instance={{whatsapp.instance}}&token=RAW({{whatsapp.token}})";

    private final PinReport report;

    WhatsAppRoutes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        from("direct:whatsapp-pin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant(true))
                .to(INSTANCE)
                .process(report::done);

        from("direct:whatsapp-unpin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant(false))
                .to(INSTANCE)
                .process(report::done);
    }
}
