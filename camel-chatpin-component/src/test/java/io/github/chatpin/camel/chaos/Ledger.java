package io.github.chatpin.camel.chaos;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Every exchange of a round. Thread-safe. */
final class Ledger {

    private final Queue<Sent> all = new ConcurrentLinkedQueue<>();
    private final Consumer<Sent> whenEndedLater;

    /** @param whenEndedLater called on the thread on which a route would continue */
    Ledger(Consumer<Sent> whenEndedLater) {
        this.whenEndedLater = whenEndedLater;
    }

    void add(Sent sent) {
        all.add(sent);
    }

    void ended(Sent sent, boolean onCallersThread) {
        if (!onCallersThread) {
            whenEndedLater.accept(sent);
        }
    }

    List<Sent> all() {
        return List.copyOf(all);
    }

    List<Sent> missing() {
        return all.stream().filter(sent -> !sent.hasEnded()).toList();
    }
}
