package io.github.chatpin.camel.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the pins of one chat in their order: they form a chain of which only the first may be ready, in a request
 * or between two attempts. The next one moves up when the first has ended, so none can overtake another, whatever
 * becomes of them. Guarded by the account's guard.
 */
final class ChatOrder {

    private final Map<String, Chain> chains = new HashMap<>(2);
    private final Guard guard;
    private long taken;

    ChatOrder(Guard guard) {
        this.guard = guard;
    }

    /** Returns whether there are pins with a key. */
    boolean has(String orderKey) {
        guard.mustBeHeld();
        return chains.containsKey(orderKey);
    }

    /** Takes a pin in, numbers it if it is new, and returns whether it is the first of its chat. */
    boolean append(Pin pin) {
        guard.mustBeHeld();
        if (pin.number == Pin.NEW) {
            pin.number = taken++;
        }
        Chain chain = chains.get(pin.command.orderKey());
        if (chain == null) {
            chains.put(pin.command.orderKey(), new Chain(pin));
            return true;
        }
        pin.before = chain.last;
        chain.last.behind = pin;
        chain.last = pin;
        return false;
    }

    /**
     * Moves up after a pin has ended.
     *
     * @return the pin that is now the first of its chat, {@code null} if there is none, or if the one that ended was not
     *         the first
     */
    Pin moveUp(Pin ended) {
        guard.mustBeHeld();
        String key = ended.command.orderKey();
        Chain chain = chains.get(key);
        Pin before = ended.before;
        Pin behind = ended.behind;
        ended.before = null; // a pin that has ended may be kept for a while, and the others not with it
        ended.behind = null;
        if (behind == null) {
            chain.last = before;
        } else {
            behind.before = before;
        }
        if (before != null) {
            before.behind = behind;
            return null;
        }
        chain.first = behind;
        if (behind == null) {
            chains.remove(key);
        }
        return behind;
    }

    /** Returns all pins that have not ended. */
    List<Pin> all() {
        guard.mustBeHeld();
        List<Pin> all = new ArrayList<>();
        for (Chain chain : chains.values()) {
            for (Pin pin = chain.first; pin != null; pin = pin.behind) {
                all.add(pin);
            }
        }
        return all;
    }

    /** Returns a pin that has not ended, {@code null} if there is none. */
    Pin any() {
        guard.mustBeHeld();
        return chains.isEmpty() ? null : chains.values().iterator().next().first;
    }

    boolean isEmpty() {
        guard.mustBeHeld();
        return chains.isEmpty();
    }

    private static final class Chain {

        private Pin first;
        private Pin last;

        private Chain(Pin only) {
            this.first = only;
            this.last = only;
        }
    }
}
