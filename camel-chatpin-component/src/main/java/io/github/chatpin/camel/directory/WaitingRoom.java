package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The exchanges that wait for an account, in the order of their coming. Guarded by the account. */
final class WaitingRoom {

    private final PriorityQueue<Waiting> exchanges = new PriorityQueue<>(4);

    /**
     * An exchange that waits.
     *
     * @param order       of its coming
     * @param since       when it came, in the timekeeper's nanoseconds
     * @param hasComeBack whether it has been let in before, and its credentials were refused
     */
    static final class Waiting implements Comparable<Waiting> {

        final Visitor visitor;
        final long since;
        final boolean hasComeBack;
        private final long order;
        private Alarm maxWait = () -> {};

        Waiting(Visitor visitor, long order, long since, boolean hasComeBack) {
            this.visitor = visitor;
            this.order = order;
            this.since = since;
            this.hasComeBack = hasComeBack;
        }

        long order() {
            return order;
        }

        void endBy(Alarm alarm) {
            maxWait = alarm;
        }

        @Override
        public int compareTo(Waiting other) {
            return Long.compare(order, other.order);
        }
    }

    void add(Waiting exchange) {
        exchanges.add(exchange);
    }

    int size() {
        return exchanges.size();
    }

    /** Returns the one that came first, {@code null} if none waits. */
    Waiting first() {
        return exchanges.peek();
    }

    /** Takes one out; returns whether it was still there. */
    boolean remove(Waiting exchange) {
        boolean wasThere = exchanges.remove(exchange);
        if (wasThere) {
            exchange.maxWait.cancel();
        }
        return wasThere;
    }

    /** Takes some out, and returns them in the order of their coming. */
    List<Waiting> removeIf(Predicate<Waiting> which) {
        List<Waiting> removed = new ArrayList<>();
        exchanges.stream().filter(which).sorted().forEach(removed::add);
        removed.forEach(this::remove);
        return removed;
    }
}
