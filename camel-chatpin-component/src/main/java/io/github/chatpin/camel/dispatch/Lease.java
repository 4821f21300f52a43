package io.github.chatpin.camel.dispatch;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps an account and a transport for one user, who may be an endpoint, a producer, a caller, an exchange, or a request
 * without pins: until it is closed, neither is given up. Thread-safe.
 */
public final class Lease implements AutoCloseable {

    private final AtomicReference<Runnable> whenClosed;

    /** @param whenClosed called once, on the thread that closes first; it must not throw */
    Lease(Runnable whenClosed) {
        this.whenClosed = new AtomicReference<>(whenClosed);
    }

    /** Ends the use; without effect after the first time. */
    @Override
    public void close() {
        Runnable last = whenClosed.getAndSet(null);
        if (last != null) {
            last.run();
        }
    }
}
