package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.PinResult;
import jakarta.validation.Valid;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hands what clients ask for to the routes. No thread waits for the answer. */
@RestController
class PinController {

    private final CamelContext context;
    private final ProducerTemplate template;

    PinController(CamelContext context, ProducerTemplate template) {
        this.context = context;
        this.template = template;
    }

    // snippet controller
    @PostMapping("/pins")
    CompletableFuture<PinResult> pin(@Valid @RequestBody PinOrder order) {
        Endpoint route = context.getEndpoint("direct:" + order.platform());
        Exchange exchange = route.createExchange();
        exchange.getMessage().setBody(order.request());
        return template.asyncSend(route, exchange).thenApply(PinController::outcome);
    }

    private static PinResult outcome(Exchange exchange) {
        if (exchange.getException() != null) {
            throw exchange.getException(RuntimeException.class); // PinFailures answers
        }
        return exchange.getMessage().getBody(PinResult.class);
    }
    // end
}
