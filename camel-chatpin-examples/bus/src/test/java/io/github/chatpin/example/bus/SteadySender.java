package io.github.chatpin.example.bus;

import jakarta.jms.JMSRuntimeException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends orders one after the other, whether there is a broker or not: each until the broker has acknowledged it. */
final class SteadySender implements AutoCloseable {

    private static final long PAUSE_MILLIS = 5;

    private final List<Workload.Sending> sendings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private OrderSender connection;
    private volatile String url;
    private volatile int acknowledged;

    SteadySender(List<Workload.Sending> sendings) {
        this.sendings = List.copyOf(sendings);
        thread.scheduleWithFixedDelay(this::sendNext, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Tells where the broker is now. */
    void sendTo(String newUrl) {
        url = newUrl;
    }

    int acknowledged() {
        return acknowledged;
    }

    private void sendNext() {
        if (url == null || acknowledged == sendings.size()) {
            return;
        }
        Workload.Sending next = sendings.get(acknowledged);
        try {
            if (connection == null) {
                connection = new OrderSender(Broker.connections(url));
            }
            connection.send(next.queue(), next.id(), next.chat(), next.text());
            acknowledged++;
        } catch (JMSRuntimeException brokerIsGone) {
            disconnect();
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        thread.execute(this::disconnect);
        thread.shutdown();
    }
}
