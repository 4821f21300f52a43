package io.github.chatpin.example.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A route for each platform. Addresses and credentials are the component's, from {@code application.yaml}. */
@Component
class PinRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // snippet routes
        errorHandler(noErrorHandler()); // failures go back to who sent the message, here the controller

        from("direct:bitrix24").to("chatpin:bitrix24");

        from("direct:whatsapp").to("chatpin:whatsapp");
        // end
    }
}
