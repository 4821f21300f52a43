package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.Recipient;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** One exchange on its way: what it asks for is handed on, and how that ended is written into it. It calls back once. */
class Delivery implements Recipient {

    final Exchange exchange;
    final PinWriter writer;
    private final AsyncCallback callback;
    private final RouteThreads threads;

    Delivery(Exchange exchange, AsyncCallback callback, PinWriter writer, RouteThreads threads) {
        this.exchange = exchange;
        this.callback = callback;
        this.writer = writer;
        this.threads = threads;
    }

    /**
     * Reads what the exchange asks for, and hands that on.
     *
     * @param ownThread   whether the calling thread is one of the component's own, which neither waits nor sends
     * @return whether it has ended; if not, it calls back later
     */
    final boolean handOn(Connection connection, PinReader reader, boolean ownThread) throws InterruptedException {
        PinsToDo toDo = reader.read(exchange.getMessage());
        if (toDo instanceof PinsToDo.One one) {
            Completion completion = connection.submit(one.command(), this, ownThread);
            return completion != null && ended(completion);
        }
        if (toDo instanceof PinsToDo.Remembered remembered) {
            writer.write(exchange, remembered.chats());
            return true;
        }
        if (toDo instanceof PinsToDo.Many many) {
            BulkPins bulk = new BulkPins(many.items(), this, this::completed);
            if (bulk.commands().isEmpty()) {
                writer.write(exchange, bulk);
                return true;
            }
            connection.submit(bulk.commands(), bulk, ownThread);
            return false;
        }
        throw new IllegalStateException("Unknown kind of request " + toDo.getClass());
    }

    private boolean ended(Completion completion) {
        boolean isEnd = isEnd(completion);
        if (isEnd) {
            writer.write(exchange, completion);
        }
        return isEnd;
    }

    /** Returns whether the exchange has ended by that, and is not tried in another way. */
    boolean isEnd(Completion completion) {
        return true;
    }

    /** Returns whether the exchange has ended by that, and is not tried in another way. */
    boolean isEnd(BulkPins bulk) {
        return true;
    }

    @Override
    public final void completed(int index, Completion completion) {
        if (isEnd(completion)) {
            finish(() -> writer.write(exchange, completion));
        }
    }

    private void completed(BulkPins bulk) {
        if (isEnd(bulk)) {
            finish(() -> writer.write(exchange, bulk));
        }
    }

    @Override
    public final String exchangeId() {
        return exchange.getExchangeId();
    }

    /** Ends the exchange, which has failed. */
    final void fail(Throwable why) {
        finish(() -> exchange.setException(why));
    }

    /** Ends the exchange on a thread that is there for it: what the route does next never holds up those that send. */
    final void finish(Runnable write) {
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
