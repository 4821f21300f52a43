package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where requests wait that are answered late or not at all. A request takes its seat when it arrives, so that a test that
 * has seen it arrive can release it. Thread-safe; nothing is locked while they wait.
 */
final class WaitingRoom {

    /**
     * One request's place.
     *
     * @param release ends a wait without a bound: true when released, false when dismissed
     * @param dismissal ends any wait
     */
    record Seat(CompletableFuture<Boolean> release, CompletableFuture<Void> dismissal) {

        private Seat() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }

        /** Waits until released: true; or dismissed: false. */
        boolean awaitRelease() {
            return release.join();
        }

        /** Waits for a time: true; or until dismissed: false. */
        boolean pause(Duration pause) {
            if (pause.isZero()) {
                return true;
            }
            try {
                dismissal.get(pause.toNanos(), TimeUnit.NANOSECONDS);
                return false;
            } catch (TimeoutException passed) {
                return true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    // Guarded by this
    private Seat current = new Seat();

    // Guarded by this
    private boolean closed;

    synchronized Seat take() {
        return current;
    }

    /** Lets those go that wait for their release; pauses go on. */
    synchronized void release() {
        if (!closed) {
            current.release().complete(true);
            current = new Seat(new CompletableFuture<>(), current.dismissal());
        }
    }

    /** Sends away all who have a seat. */
    synchronized void dismiss() {
        if (!closed) {
            current.release().complete(false);
            current.dismissal().complete(null);
            current = new Seat();
        }
    }

    /** Sends away all who have a seat, and all who come later. */
    synchronized void close() {
        closed = true;
        current.release().complete(false);
        current.dismissal().complete(null);
    }
}
