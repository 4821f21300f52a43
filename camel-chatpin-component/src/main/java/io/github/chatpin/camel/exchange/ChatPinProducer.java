package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.EndpointConnector;
import io.github.chatpin.camel.dispatch.Lease;
import io.github.chatpin.camel.dispatch.Recipient;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Reads what the message asks for, hands it on, and writes into the message how it ended. It knows no platform, and calls
 * back exactly once. The caller waits only while more exchanges than maxPending do, or where it sends a pin itself.
 */
public class ChatPinProducer extends DefaultAsyncProducer {

    private final EndpointConnector connector;
    private final RouteThreads threads;
    private final PinWriter writer;
    private Connection connection;
    private PinReader reader; // for what the connection's upstream takes
    private boolean isConnected;

    public ChatPinProducer(ChatPinEndpoint endpoint, EndpointConnector connector, RouteThreads threads) {
        super(endpoint);
        this.connector = connector;
        this.threads = threads;
        this.writer = new PinWriter(endpoint.getPlatform());
    }

    @Override
    public ChatPinEndpoint getEndpoint() {
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
        connection = connector.share(getEndpoint());
        reader = reader(connection);
        isConnected = true;
    }

    // A cache of producers may outlive a cache of endpoints: with the connection goes the account's place in the limit.
    @Override
    protected void doStop() throws Exception {
        if (isConnected) {
            isConnected = false;
            connection.disconnect();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        boolean endedHere;
        try {
            PinWriter.clear(exchange);
            endedHere = submit(exchange, callback);
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

    // A cache may stop a producer that is about to get a message. The message goes all the same: over the producer's
    // connection as long as its account is kept, and else over one of its own.
    private boolean submit(Exchange exchange, AsyncCallback callback) throws Exception {
        Connection current = connection; // after a restart it is another one
        Lease lease = current == null ? null : current.lease().orElse(null);
        if (lease != null) {
            try {
                return handOn(current, reader, exchange, callback);
            } finally {
                lease.close();
            }
        }
        Connection own = connector.share(getEndpoint());
        try {
            return handOn(own, reader(own), exchange, callback);
        } finally {
            own.disconnect();
        }
    }

    private boolean handOn(Connection current, PinReader currentReader, Exchange exchange, AsyncCallback callback)
            throws InterruptedException {
        PinsToDo toDo = currentReader.read(exchange.getMessage());
        if (toDo instanceof PinsToDo.One one) {
            Completion completion = current.submit(one.command(), recipient(exchange, callback), threads.isOwnThread());
            if (completion != null) {
                writer.write(exchange, completion);
            }
            return completion != null;
        }
        if (toDo instanceof PinsToDo.Remembered remembered) {
            writer.write(exchange, remembered.chats());
            return true;
        }
        if (toDo instanceof PinsToDo.Many many) {
            BulkPins bulk = new BulkPins(
                    many.items(),
                    exchange::getExchangeId,
                    results -> finish(exchange, callback, () -> writer.write(exchange, results)));
            if (bulk.commands().isEmpty()) {
                writer.write(exchange, bulk);
                return true;
            }
            current.submit(bulk.commands(), bulk, threads.isOwnThread());
            return false;
        }
        throw new IllegalStateException("Unknown kind of request " + toDo.getClass());
    }

    private PinReader reader(Connection current) {
        ChatPinEndpoint endpoint = getEndpoint();
        SyncReader sync = endpoint.operation() == Operation.SYNC ? new SyncReader(endpoint, current.handling()) : null;
        return new PinReader(
                endpoint.getPlatform(), endpoint.operation(), endpoint.getConfiguration(), current.upstream(), sync);
    }

    private Recipient recipient(Exchange exchange, AsyncCallback callback) {
        return new Recipient() {
            @Override
            public void completed(int index, Completion completion) {
                finish(exchange, callback, () -> writer.write(exchange, completion));
            }

            @Override
            public String exchangeId() {
                return exchange.getExchangeId();
            }
        };
    }

    // On a thread that is there for it, so that what the route does next never holds up those that send.
    private void finish(Exchange exchange, AsyncCallback callback, Runnable write) {
        threads.continueRoute(() -> {
            try {
                write.run();
            } catch (Throwable e) { // else an error would look like success
                exchange.setException(e);
            } finally {
                callback.done(false);
            }
        });
    }
}
