package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.ChatPinConstants;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that pins, in a CamelContext of its own. Thread-safe. */
final class RunningRoute implements AutoCloseable {

    /** Where the route begins. */
    static final String URI = "direct:pin";

    private final CamelContext context;
    private final Endpoint endpoint;
    private final AsyncProducer producer;

    private RunningRoute(CamelContext context, AsyncProducer producer) {
        this.context = context;
        this.endpoint = producer.getEndpoint();
        this.producer = producer;
    }

    static RunningRoute start(RoutesBuilder route) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX(); // which is on the class path for the tenants' sake
        // What still waits when a route is closed is meant to: it need not be waited for, nor told.
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        context.addRoutes(route);
        context.start();
        AsyncProducer producer = context.getEndpoint(URI).createAsyncProducer();
        producer.start();
        return new RunningRoute(context, producer);
    }

    /** Pins a chat and returns when that has ended; fails if it failed. */
    void pin(String chat) throws Exception {
        Exchange exchange = exchange(chat);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /** Hands the pinning of a chat over, without waiting longer than the route makes its caller wait. */
    void pin(String chat, Consumer<Exchange> whenDone) {
        Exchange exchange = exchange(chat);
        producer.process(exchange, doneSync -> whenDone.accept(exchange));
    }

    private Exchange exchange(String chat) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
        return exchange;
    }

    @Override
    public void close() {
        context.stop();
    }
}
