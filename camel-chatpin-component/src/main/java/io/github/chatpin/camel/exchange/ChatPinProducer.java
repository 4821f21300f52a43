package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.dispatch.Connection;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Reads what the message asks for, hands it on, and writes into the message how it ended. It knows no platform, and calls
 * back exactly once. The caller waits only while more exchanges than maxPending do, or where it sends a pin itself.
 */
public abstract class ChatPinProducer extends DefaultAsyncProducer {

    final RouteThreads threads;
    final PinWriter writer;

    ChatPinProducer(ChatPinEndpoint endpoint, RouteThreads threads) {
        super(endpoint);
        this.threads = threads;
        this.writer = new PinWriter(endpoint.getPlatform());
    }

    @Override
    public final ChatPinEndpoint getEndpoint() {
        return (ChatPinEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getEndpoint().isNew()
                || getEndpoint().isBuild()
                || getEndpoint().isInit()) { // and none that a cache has stopped
            ServiceHelper.startService(getEndpoint());
        }
    }

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        boolean endedHere;
        try {
            PinWriter.clear(exchange);
            if (getEndpoint().operation().readsBody()) {
                PinWriter.makeRepeatable(exchange);
            }
            endedHere = deliver(exchange, callback);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(new RejectedExecutionException("Interrupted while waiting for room to wait", e));
            endedHere = true;
        } catch (Exception e) {
            exchange.setException(e);
            endedHere = true;
        }
        if (endedHere) {
            callback.done(true);
        }
        return endedHere;
    }

    /** Hands on what an exchange asks for; returns whether it has ended. If not, it calls back later. */
    abstract boolean deliver(Exchange exchange, AsyncCallback callback) throws Exception;

    /** Returns what reads for an account. */
    final PinReader reader(Connection connection) {
        ChatPinEndpoint endpoint = getEndpoint();
        SyncReader sync =
                endpoint.operation() == Operation.SYNC ? new SyncReader(endpoint, connection.handling()) : null;
        return new PinReader(
                endpoint.getPlatform(), endpoint.operation(), endpoint.getConfiguration(), connection.upstream(), sync);
    }
}
