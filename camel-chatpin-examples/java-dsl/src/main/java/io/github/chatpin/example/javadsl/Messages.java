package io.github.chatpin.example.javadsl;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends messages into the routes, and insists on the ending that each shall have. */
final class Messages {

    private final CamelContext context;
    private final ProducerTemplate template;

    Messages(CamelContext context) {
        this.context = context;
        template = context.createProducerTemplate();
    }

    void mustSucceed(String route, Object body) {
        check(send(route, body), null);
    }

    void mustFail(String route, Object body, Class<? extends Exception> failure) {
        check(send(route, body), failure);
    }

    /** Sends all messages at once, in their order, from this one thread; returns when the last has ended. */
    void mustAllSucceed(String route, List<?> bodies) throws Exception {
        Endpoint endpoint = context.getEndpoint(route);
        try (AsyncProducer producer = endpoint.createAsyncProducer()) {
            producer.start();
            List<CompletableFuture<Exchange>> sent = bodies.stream()
                    .map(body -> producer.processAsync(exchange(endpoint, body)))
                    .toList();
            sent.forEach(exchange -> check(exchange.join(), null));
        }
    }

    private Exchange send(String route, Object body) {
        return template.send(route, exchange(context.getEndpoint(route), body));
    }

    private static Exchange exchange(Endpoint endpoint, Object body) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static void check(Exchange exchange, Class<? extends Exception> expected) {
        Exception handled = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Exception failure = exchange.getException() != null ? exchange.getException() : handled;
        if (failure == null && expected != null) {
            throw new IllegalStateException("Succeeded instead of failing with " + expected.getSimpleName());
        }
        if (failure != null && failure.getClass() != expected) {
            throw new IllegalStateException("Failed unexpectedly: " + failure.getMessage(), failure);
        }
    }
}
