package io.github.chatpin.camel.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The queues of an account, the one that went last at the end. Changed under the account's guard. */
final class ReadyQueues {

    private final Guard guard;
    private final Function<QueueKey, ReadyQueue> newQueue;
    private volatile List<ReadyQueue> inTurn = List.of(); // never changed, but replaced

    ReadyQueues(Guard guard, Function<QueueKey, ReadyQueue> newQueue) {
        this.guard = guard;
        this.newQueue = newQueue;
    }

    /** Returns all queues in the order of their turns, as they are now; the guard need not be held. */
    List<ReadyQueue> all() {
        return inTurn;
    }

    /** Returns a key's queue, {@code null} if there is none. */
    ReadyQueue find(QueueKey key) {
        guard.mustBeHeld();
        for (ReadyQueue queue : inTurn) {
            if (queue.key.equals(key)) {
                return queue;
            }
        }
        return null;
    }

    /** Returns a key's queue, a new one whose turn is next if there is none. */
    ReadyQueue of(QueueKey key) {
        ReadyQueue known = find(key);
        if (known != null) {
            return known;
        }
        ReadyQueue first = newQueue.apply(key);
        List<ReadyQueue> sorted = new ArrayList<>(inTurn);
        sorted.add(0, first);
        inTurn = sorted;
        return first;
    }

    // Where few requests may be in flight, a queue that always has pins would else keep the others from going.
    void putLast(ReadyQueue queue) {
        guard.mustBeHeld();
        if (!inTurn.isEmpty() && inTurn.get(inTurn.size() - 1) == queue) {
            return;
        }
        List<ReadyQueue> sorted = new ArrayList<>(inTurn);
        sorted.remove(queue);
        sorted.add(queue);
        inTurn = sorted;
    }

    /** Forgets the queues that endpoints have left empty. */
    void forgetUnused() {
        guard.mustBeHeld();
        inTurn = inTurn.stream().filter(queue -> !queue.isUnused()).toList();
    }
}
