package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import io.github.chatpin.camel.limit.Timekeeper;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;

/**
 * Counts the exchanges of an account that wait, makes callers wait while there are too many, and how long each pin
 * waits. Guarded by the account's lock.
 */
final class WaitingRoom {

    private final Condition room; // of the account's lock
    private final Timekeeper time;
    private final Consumer<PendingPin> whenTooLong;
    private int maxPending;
    private int exchanges;
    private boolean closed;

    /** @param whenTooLong called without the lock when a pin has waited longer than its maxWait */
    WaitingRoom(int maxPending, Condition room, Timekeeper time, Consumer<PendingPin> whenTooLong) {
        this.maxPending = maxPending;
        this.room = room;
        this.time = time;
        this.whenTooLong = whenTooLong;
    }

    /**
     * Waits until there is room, or the room is closed.
     *
     * @return how long the caller waited, in nanoseconds
     */
    long awaitRoom(PendingPin pin) throws InterruptedException {
        long begin = time.nanoTime();
        long maxWait = pin.policy().maxWait().toNanos();
        long left = maxWait;
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

    void enter(PendingPin pin, Stage stage) {
        if (pin.parking.waiting++ == 0) {
            exchanges++;
        }
        pin.stage = stage;
        pin.waitingSince = time.nanoTime();
        Duration maxWait = pin.policy().maxWait();
        if (!maxWait.isZero()) {
            pin.maxWaitAlarm = time.after(maxWait.minusNanos(pin.waitedNanos), () -> whenTooLong.accept(pin));
        }
    }

    void leave(PendingPin pin, Stage next) {
        pin.stage = next;
        pin.waitedNanos += time.nanoTime() - pin.waitingSince;
        if (pin.maxWaitAlarm != null) {
            pin.maxWaitAlarm.cancel();
        }
        if (--pin.parking.waiting == 0) {
            exchanges--;
            room.signal();
        }
    }

    /** Returns how many exchanges wait. */
    int size() {
        return exchanges;
    }

    /** Changes how many exchanges may wait. */
    void resize(int newMaxPending) {
        maxPending = newMaxPending;
        room.signalAll();
    }

    /** Lets nobody in any more, and those go who wait for room. */
    void close() {
        closed = true;
        room.signalAll();
    }

    boolean isClosed() {
        return closed;
    }
}
