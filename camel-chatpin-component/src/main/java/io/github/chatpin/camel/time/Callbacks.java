package io.github.chatpin.camel.time;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

/**
 * Calls back, one after another. What a callback causes on its thread comes after it and not within it, so that no number
 * of them makes the stack deep. Thread-safe.
 */
public final class Callbacks {

    private final ThreadLocal<Queue<Runnable>> underWay = new ThreadLocal<>();

    /**
     * Calls all on this thread; if that is calling back already, the outer call does it.
     *
     * @throws RuntimeException or an {@link Error}: the first that one of them threw, after all were called
     */
    public void call(Collection<Runnable> due) {
        Queue<Runnable> outer = underWay.get();
        if (outer != null) {
            outer.addAll(due);
        } else if (!due.isEmpty()) {
            Queue<Runnable> all = new ArrayDeque<>(due);
            underWay.set(all);
            try {
                callAll(all);
            } finally {
                underWay.remove();
            }
        }
    }

    private static void callAll(Queue<Runnable> all) {
        Throwable first = null;
        for (Runnable next = all.poll(); next != null; next = all.poll()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }
}
