package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.RateLimiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The pins of an account that may go as soon as there is a permit, and that may share a request. They stand in the order
 * in which they came to the account, wherever they were meanwhile. Guarded by the account's guard.
 */
final class ReadyQueue {

    final QueueKey key;
    final Gathering gathering;
    boolean awaitsPermit;
    private final Guard guard;
    private final RateLimiter.PermitListener listener;
    private final SortedSet<Pin> ready = new TreeSet<>(Comparator.comparingLong(pin -> pin.number));

    /**
     * @param whenGranted called without the guard when the queue's permit has come
     * @param whenRefused called without the guard when it does not come
     */
    ReadyQueue(
            QueueKey key,
            Guard guard,
            Gathering gathering,
            Consumer<ReadyQueue> whenGranted,
            Consumer<ReadyQueue> whenRefused) {
        this.key = key;
        this.gathering = gathering;
        this.guard = guard;
        this.listener = new RateLimiter.PermitListener() {
            @Override
            public void granted() {
                whenGranted.accept(ReadyQueue.this);
            }

            @Override
            public void refused() {
                whenRefused.accept(ReadyQueue.this);
            }
        };
    }

    /** Asks for a permit, without the guard; returns whether it is there at once. */
    boolean askForPermit() {
        return key.limiter().tryAcquire(key.throttled(), listener);
    }

    void add(Pin pin) {
        guard.mustBeHeld();
        ready.add(pin);
    }

    /** Removes a pin that goes or has ended, if it stands here. */
    void remove(Pin pin) {
        guard.mustBeHeld();
        ready.remove(pin);
    }

    /** Removes the pins of a method, and returns them. */
    List<Pin> removeAll(String method) {
        guard.mustBeHeld();
        List<Pin> removed = new ArrayList<>();
        ready.removeIf(pin -> pin.command.method().equals(method) && removed.add(pin));
        return removed;
    }

    /** Returns the next pin that may go, leaving it there; {@code null} if there is none. */
    Pin first() {
        guard.mustBeHeld();
        return ready.isEmpty() ? null : ready.first();
    }

    /** Returns how many pins may go. */
    int size() {
        guard.mustBeHeld();
        return ready.size();
    }

    /** Returns whether it has neither a pin, nor a permit to come, nor a request under way. */
    boolean isUnused() {
        guard.mustBeHeld();
        return ready.isEmpty() && !awaitsPermit && gathering.isAtRest();
    }
}
