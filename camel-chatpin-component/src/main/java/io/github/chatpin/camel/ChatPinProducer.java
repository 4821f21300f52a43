package io.github.chatpin.camel;

import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.Lease;
import io.github.chatpin.camel.dispatch.Recipient;
import io.github.chatpin.camel.message.BulkPins;
import io.github.chatpin.camel.message.PinReader;
import io.github.chatpin.camel.message.PinWriter;
import io.github.chatpin.camel.message.PinsToDo;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
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

    private Connection connection;
    private boolean isSharing;
    private ChatPinRuntime runtime;
    private PinReader reader;
    private PinWriter writer;

    public ChatPinProducer(ChatPinEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ChatPinEndpoint getEndpoint() {
        return (ChatPinEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ChatPinConfiguration options = getEndpoint().getConfiguration();
        ServiceHelper.startService(getEndpoint()); // a cache may have stopped it since
        connection = getEndpoint().share();
        runtime = getEndpoint().runtime();
        isSharing = true;
        reader = new PinReader(getEndpoint().getPlatform(), options, connection.upstream());
        writer = new PinWriter(getEndpoint().getPlatform());
    }

    // A cache of producers may outlive a cache of endpoints: with the connection goes the account's place in the limit.
    @Override
    protected void doStop() throws Exception {
        if (isSharing) {
            isSharing = false;
            connection.disconnect();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        boolean endedHere;
        try {
            PinWriter.clear(exchange);
            endedHere = submit(exchange, callback, reader.read(exchange.getMessage()));
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

    private boolean submit(Exchange exchange, AsyncCallback callback, PinsToDo toDo) throws InterruptedException {
        Connection current = connection; // after a restart it is another one
        Lease lease =
                current.lease(); // before it looks: if this stops afterwards, the message is taken in all the same
        try {
            if (isStoppingOrStopped()) {
                throw new RejectedExecutionException("The chatpin endpoint is stopped");
            }
            return handOn(current, exchange, callback, toDo);
        } finally {
            lease.close();
        }
    }

    private boolean handOn(Connection current, Exchange exchange, AsyncCallback callback, PinsToDo toDo)
            throws InterruptedException {
        if (toDo instanceof PinsToDo.One one) {
            Completion completion = current.submit(one.command(), recipient(exchange, callback), runtime.isOwnThread());
            if (completion != null) {
                writer.write(exchange, completion);
            }
            return completion != null;
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
            current.submit(bulk.commands(), bulk, runtime.isOwnThread());
            return false;
        }
        throw new IllegalStateException("Unknown kind of request " + toDo.getClass());
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
        runtime.continueRoute(() -> {
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
