package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets pins into an account, behind those of their chats, and has callers wait while there is no room for more.
 *
 * <p>Thread-safe. Shares the account's lock, which a caller gives up while it waits.
 */
record Admission(ReentrantLock lock, WaitingRoom waitingRoom, ChatOrder order) {

    /** Takes the pins of one exchange in; if that fails, their transport is let go of. */
    void admit(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        try {
            takeIn(pins, ownThread);
        } catch (InterruptedException | RuntimeException e) {
            pins.forEach(pin -> pin.connection().release());
            throw e;
        }
    }

    private void takeIn(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        lock.lock();
        try {
            long waitedNanos = ownThread ? 0 : waitingRoom.awaitRoom(pins.get(0));
            if (waitingRoom.isClosed()) {
                throw pins.get(0).stopped();
            }
            for (PendingPin pin : pins) {
                pin.waitedNanos = waitedNanos;
                waitingRoom.enter(pin, Stage.WAITING);
                if (order.append(pin)) {
                    pin.lane().add(pin);
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
