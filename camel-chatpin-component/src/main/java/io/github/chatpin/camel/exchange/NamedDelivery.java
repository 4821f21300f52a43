package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.directory.Stay;
import io.github.chatpin.camel.directory.Visitor;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/**
 * An exchange on its way to an account that it names. If all that it asks for is refused for the account's credentials, it
 * waits, once, for others.
 */
final class NamedDelivery extends Delivery implements Visitor {

    private final ChatPinEndpoint endpoint;
    private final Function<Connection, PinReader> readers;
    private final Object trace; // taken on the caller's thread: a thread that lets it in may have another exchange's
    private Stay stay; // written before the exchange is handed on, and read after
    private long waitedNanos; // to be let in
    private Refusal refused; // null before it comes back

    /**
     * How it ended the first time.
     *
     * @param attempts requests that it took part in
     * @param write    writes that into the exchange
     */
    private record Refusal(int attempts, Runnable write) {}

    /**
     * @param readers make what reads for a connection
     * @param trace   of the exchange, {@code null} if nothing traces it
     */
    NamedDelivery(
            Exchange exchange,
            AsyncCallback callback,
            PinWriter writer,
            RouteThreads threads,
            ChatPinEndpoint endpoint,
            Function<Connection, PinReader> readers,
            Object trace) {
        super(exchange, callback, writer, threads);
        this.endpoint = endpoint;
        this.readers = readers;
        this.trace = trace;
    }

    @Override
    public ChatPinEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public Object trace(Supplier<Object> ofThread) {
        return trace;
    }

    @Override
    public long waitedNanos() {
        return waitedNanos;
    }

    /**
     * Goes on with the account.
     *
     * @param ownThread whether the calling thread is one of the component's own
     * @return whether it has ended by that
     */
    boolean goOn(Stay itsStay, boolean ownThread) throws InterruptedException {
        stay = itsStay;
        waitedNanos += itsStay.waitedNanos();
        boolean isUnderWay = false;
        try {
            isUnderWay = !handOn(itsStay.connection(), readers.apply(itsStay.connection()), ownThread);
        } finally {
            if (!isUnderWay) {
                itsStay.end();
            }
        }
        return !isUnderWay;
    }

    @Override
    public void letIn(Stay itsStay) {
        if (refused != null) {
            writer.count(exchange, refused.attempts());
        }
        try {
            if (goOn(itsStay, true)) {
                finish(() -> {});
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void turnAway(RuntimeException why) {
        if (refused != null) {
            writer.count(exchange, refused.attempts());
        }
        fail(why);
    }

    @Override
    public void nothingNew() {
        finish(refused.write());
    }

    @Override
    boolean isEnd(Completion completion) {
        boolean isRefused = completion.failure() instanceof AuthenticationException && !writer.hasChanged(completion);
        return isEnd(isRefused, completion.attempts(), () -> writer.write(exchange, completion));
    }

    @Override
    boolean isEnd(BulkPins bulk) {
        return isEnd(bulk.isRefused(writer::hasChanged), bulk.attempts(), () -> writer.write(exchange, bulk));
    }

    private boolean isEnd(boolean isRefused, int attempts, Runnable write) {
        boolean comesBack = isRefused && refused == null;
        if (comesBack) {
            refused = new Refusal(attempts, write);
            stay.comeBack(this);
        } else {
            stay.end();
        }
        return !comesBack;
    }
}
