package io.github.chatpin.example.operations;

import org.apache.camel.builder.RouteBuilder;

/** The routes: the chat comes in the header, and a failure goes to the sender of the message. */
final class PinRoutes extends RouteBuilder {

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("direct:bitrix24").routeId("pin-dialog").to("chatpin:bitrix24");
        from("direct:whatsapp").routeId("pin-phone").to("chatpin:whatsapp");
    }
}
