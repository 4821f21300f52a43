// snippet routes
package org.example;

import org.apache.camel.builder.RouteBuilder;

public class PinRoutes extends RouteBuilder {

    @Override
    public void configure() {
        errorHandler(noErrorHandler()); // failures go back to who sent the message, here Pins

        from("direct:bitrix24").to("chatpin:bitrix24");

        from("direct:whatsapp").to("chatpin:whatsapp");
    }
}
// end
