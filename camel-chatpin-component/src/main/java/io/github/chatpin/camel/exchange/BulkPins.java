package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Recipient;
import io.github.chatpin.camel.spi.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Collects the completions of a bulk request's items until the last one is there. Thread-safe. */
public final class BulkPins implements Recipient {

    private final List<PinsToDo.Item> items;
    private final List<Integer> places = new ArrayList<>(); // of the commands among the items
    private final List<Command> commands = new ArrayList<>();
    private final AtomicReferenceArray<Completion> completions;
    private final AtomicInteger missing;
    private final Recipient exchange;
    private final Consumer<BulkPins> whenAllEnded;

    /**
     * @param exchange     whose they are
     * @param whenAllEnded called once, with this, when the last item has ended; not if no item can be sent
     */
    public BulkPins(List<PinsToDo.Item> items, Recipient exchange, Consumer<BulkPins> whenAllEnded) {
        this.items = List.copyOf(items);
        this.completions = new AtomicReferenceArray<>(items.size());
        this.exchange = exchange;
        this.whenAllEnded = whenAllEnded;
        for (int i = 0; i < items.size(); i++) {
            PinsToDo.Item item = items.get(i);
            if (item.command() == null) {
                completions.set(i, Completion.unsent(null, item.fault()));
            } else {
                places.add(i);
                commands.add(item.command());
            }
        }
        this.missing = new AtomicInteger(commands.size());
    }

    /** Returns the commands of the items that are not malformed. */
    public List<Command> commands() {
        return commands;
    }

    /** Returns how many requests the exchange took part in. */
    int attempts() {
        int attempts = 0;
        for (int i = 0; i < completions.length(); i++) {
            attempts = Math.max(attempts, completions.get(i).attempts());
        }
        return attempts;
    }

    /**
     * Returns whether no item was done, and some were not for the account's credentials.
     *
     * @param hasChanged tells whether one that has failed has changed some chat
     */
    boolean isRefused(Predicate<Completion> hasChanged) {
        boolean isAnyRefused = false;
        for (int i = 0; i < completions.length(); i++) {
            Completion completion = completions.get(i);
            if (completion.failure() == null || hasChanged.test(completion)) {
                return false;
            }
            isAnyRefused |= completion.failure() instanceof AuthenticationException;
        }
        return isAnyRefused;
    }

    @Override
    public void completed(int index, Completion completion) {
        completions.set(places.get(index), completion);
        if (missing.decrementAndGet() == 0) {
            whenAllEnded.accept(this);
        }
    }

    @Override
    public String exchangeId() {
        return exchange.exchangeId();
    }

    @Override
    public long waitedNanos() {
        return exchange.waitedNanos();
    }

    @Override
    public Object trace(Supplier<Object> ofThread) {
        return exchange.trace(ofThread);
    }

    List<PinsToDo.Item> items() {
        return items;
    }

    Completion completion(int index) {
        return completions.get(index);
    }
}
