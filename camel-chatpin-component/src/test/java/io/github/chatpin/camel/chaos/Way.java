package io.github.chatpin.camel.chaos;

import java.util.Random;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;

/** One endpoint and its producer, which can be stopped and started while others send to it. */
final class Way {

    /** In milliseconds; the longest of all ways. */
    static final int REQUEST_TIMEOUT = 1500;

    private final String uri;
    private final int batchSize;
    private final Boolean onlyState;
    private volatile AsyncProducer producer;

    /** @param onlyState what it does to chats whatever the message says, {@code null} if the message decides */
    Way(String uri, int batchSize, Boolean onlyState) {
        this.uri = uri;
        this.batchSize = batchSize;
        this.onlyState = onlyState;
    }

    int batchSize() {
        return batchSize;
    }

    boolean sets(boolean pinned) {
        return onlyState == null || onlyState == pinned;
    }

    /** Returns a state that it can set. */
    boolean someState(Random random) {
        return onlyState == null ? random.nextBoolean() : onlyState;
    }

    /** Opens it in a context that has started. */
    void open(CamelContext context) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(endpoint, producer);
    }

    /** Stops the producer and its endpoint. */
    void stop() {
        ServiceHelper.stopService(producer, producer.getEndpoint());
    }

    /** Stops the producer only, as a route does that stops. */
    void close() {
        ServiceHelper.stopService(producer);
    }

    /** Starts the endpoint and its producer again. */
    void start() {
        ServiceHelper.startService(producer.getEndpoint(), producer);
    }

    Endpoint endpoint() {
        return producer.getEndpoint();
    }

    Exchange exchange() {
        return producer.getEndpoint().createExchange();
    }

    boolean send(Exchange exchange, AsyncCallback callback) {
        return producer.process(exchange, callback);
    }
}
