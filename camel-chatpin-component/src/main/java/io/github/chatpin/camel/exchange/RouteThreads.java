package io.github.chatpin.camel.exchange;

import java.util.concurrent.Executor;

/** The threads on which routes continue, so that what a route does next never holds up those that send. Thread-safe. */
public final class RouteThreads {

    private final Executor executor;
    private final ThreadLocal<Boolean> ownThread = ThreadLocal.withInitial(() -> false);

    public RouteThreads(Executor executor) {
        this.executor = executor;
    }

    /** Returns whether the current thread is one of them. */
    boolean isOwnThread() {
        return ownThread.get();
    }

    /** Continues a route on one of them, or here if there is none. */
    void continueRoute(Runnable continuation) {
        try {
            executor.execute(() -> runAsOwn(continuation));
        } catch (Throwable e) {
            // The context has stopped, or there is no thread (an OutOfMemoryError): end the exchange all the same.
            runAsOwn(continuation);
        }
    }

    private void runAsOwn(Runnable continuation) {
        boolean nested = ownThread.get();
        ownThread.set(true);
        try {
            continuation.run();
        } finally {
            if (!nested) {
                ownThread.remove();
            }
        }
    }
}
