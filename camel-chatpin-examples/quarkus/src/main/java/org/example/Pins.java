// snippet pins
package org.example;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinResult;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/pins")
@Blocking // not on the event loop: who hands a pin over may send it, too, or wait for room
public class Pins {

    @Inject
    CamelContext context;

    @Inject
    ProducerTemplate template;

    @PUT
    @Path("/bitrix24/{chat}")
    public CompletionStage<PinResult> bitrix24(String chat) {
        return pin("direct:bitrix24", chat);
    }

    @PUT
    @Path("/whatsapp/{chat}")
    public CompletionStage<PinResult> whatsapp(String chat) {
        return pin("direct:whatsapp", chat);
    }

    private CompletionStage<PinResult> pin(String route, String chat) {
        Exchange exchange = ExchangeBuilder.anExchange(context)
                .withHeader(ChatPinConstants.CHAT_ID, chat)
                .build();
        return template.asyncSend(route, exchange).thenApply(Pins::outcome);
    }

    private static PinResult outcome(Exchange exchange) {
        if (exchange.getException() != null) {
            throw exchange.getException(RuntimeException.class); // failed answers
        }
        return exchange.getMessage().getBody(PinResult.class);
    }

    @ServerExceptionMapper
    RestResponse<String> failed(ChatPinException failure) {
        return RestResponse.status(
                failure.isRetryable() ? RestResponse.Status.SERVICE_UNAVAILABLE : RestResponse.Status.BAD_REQUEST,
                failure.getMessage());
    }
}
// end
