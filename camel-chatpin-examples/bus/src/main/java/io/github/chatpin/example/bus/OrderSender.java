package io.github.chatpin.example.bus;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;

/** Puts orders into queues. When a method returns, the broker has the order on disk. Not thread-safe. */
final class OrderSender implements AutoCloseable {

    /** The property by which Artemis knows what it has taken already. */
    static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final JMSContext jms;

    OrderSender(ConnectionFactory connections) {
        this.jms = connections.createContext();
    }

    /**
     * Sends an order.
     *
     * @param queue where to
     * @param id    the order's own; of several sendings with the same one, the broker takes one
     * @param order the order
     */
    void send(String queue, String id, PinOrder order) {
        send(queue, id, order.chatId(), order.json());
    }

    /**
     * Sends a text, which may be no order.
     *
     * @param chat the chat that it is about, or {@code null}
     */
    void send(String queue, String id, String chat, String text) {
        // snippet send
        JMSProducer producer = jms.createProducer();
        producer.setProperty("JMSXGroupID", chat); // one chat's orders stay in order
        producer.setProperty(DUPLICATE_ID, id); // sent again after a broken connection: taken once
        producer.send(jms.createQueue(queue), text);
        // end
    }

    @Override
    public void close() {
        jms.close();
    }
}
