package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;

/**
 * Counts the exchanges of an account that are pending, makes callers wait while there are too many, and ends waits that
 * are too long. Guarded by the account's guard.
 */
final class PendingExchanges {

    private final Guard guard;
    private final Condition room; // of the guard
    private final Timekeeper time;
    private final Consumer<Pin> whenTooLong;
    private int maxPending;
    private int exchanges;
    private boolean closed;

    /**
     * @param room        a condition of the guard
     * @param whenTooLong called without the guard when a pin has waited longer than its maxWait
     */
    PendingExchanges(int maxPending, Guard guard, Condition room, Timekeeper time, Consumer<Pin> whenTooLong) {
        this.maxPending = maxPending;
        this.guard = guard;
        this.room = room;
        this.time = time;
        this.whenTooLong = whenTooLong;
    }

    /**
     * Waits until there is room for one more exchange, or nothing is taken in any more. Meanwhile the guard is free.
     *
     * @param pin one of the exchange's
     * @return how long the caller waited, in nanoseconds
     */
    long awaitRoom(Pin pin) throws InterruptedException {
        guard.mustBeHeld();
        long begin = time.nanoTime();
        long maxWait = pin.policy().maxWait().toNanos();
        long left = maxWait - pin.submission.recipient.waitedNanos();
        while (exchanges >= maxPending && !closed) {
            if (maxWait == 0) {
                room.await();
            } else if (left <= 0) {
                throw pin.waitedTooLong();
            } else {
                left = room.awaitNanos(left);
            }
        }
        return time.nanoTime() - begin;
    }

    void enter(Pin pin, Stage stage) {
        guard.mustBeHeld();
        if (pin.submission.pending++ == 0) {
            exchanges++;
        }
        pin.stage = stage;
        pin.waitingSince = time.nanoTime();
        Duration maxWait = pin.policy().maxWait();
        if (!maxWait.isZero()) {
            pin.maxWaitAlarm = time.after(maxWait.minusNanos(pin.waitedNanos), () -> whenTooLong.accept(pin));
        }
    }

    void leave(Pin pin, Stage next) {
        guard.mustBeHeld();
        pin.stage = next;
        pin.waitedNanos += time.nanoTime() - pin.waitingSince;
        if (pin.maxWaitAlarm != null) {
            pin.maxWaitAlarm.cancel();
        }
        if (--pin.submission.pending == 0) {
            exchanges--;
            room.signal();
        }
    }

    /** Returns how many exchanges are pending. */
    int size() {
        guard.mustBeHeld();
        return exchanges;
    }

    /** Changes how many exchanges may be pending. */
    void resize(int newMaxPending) {
        guard.mustBeHeld();
        maxPending = newMaxPending;
        room.signalAll();
    }

    /** Takes no exchange in any more, and lets those callers go that wait. */
    void close() {
        guard.mustBeHeld();
        closed = true;
        room.signalAll();
    }

    boolean isClosed() {
        guard.mustBeHeld();
        return closed;
    }
}
