package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import java.util.ArrayDeque;
import java.util.Deque;

/** A few slots, which are handed on in the order in which they were asked for. */
final class CountedSlots implements HostSlots {

    private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by this, as the next
    private int free;

    CountedSlots(int slots) {
        this.free = slots;
    }

    @Override
    public synchronized boolean tryTake(Runnable whenTaken) {
        if (free == 0) {
            waiting.addLast(whenTaken);
            return false;
        }
        free--;
        return true;
    }

    @Override
    public void giveBack() {
        Runnable next;
        synchronized (this) {
            next = waiting.pollFirst();
            free += next == null ? 1 : 0;
        }
        if (next != null) {
            next.run();
        }
    }

    synchronized int free() {
        return free;
    }
}
