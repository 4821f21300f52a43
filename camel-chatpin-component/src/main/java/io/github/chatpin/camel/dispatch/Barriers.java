package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.steps.SyncStep;
import io.github.chatpin.camel.steps.WatchStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps a sync apart from other pins of its account and method: it begins when those before it have ended, and those behind
 * it begin when it has. Readings pass, but for those of consumers. Guarded by the account's guard.
 */
final class Barriers {

    private final Guard guard;
    private Passage first; // of an account's methods, of which there are one or two

    Barriers(Guard guard) {
        this.guard = guard;
    }

    /** Takes a new pin in; returns whether it may begin. If not, {@link #leave} returns it when it may. */
    boolean enter(Pin pin) {
        guard.mustBeHeld();
        return passes(pin) || passage(pin).enter(pin);
    }

    /** Lets go of a pin that has ended, and returns those that may begin by that. */
    List<Pin> leave(Pin pin) {
        guard.mustBeHeld();
        return passes(pin) ? List.of() : passage(pin).leave(pin);
    }

    /** Returns whether a pin waits for others to end before it begins. */
    boolean holds(Pin pin) {
        guard.mustBeHeld();
        return !passes(pin) && passage(pin).waiting.contains(pin);
    }

    /** Returns the pins that wait for others to end. */
    List<Pin> held() {
        guard.mustBeHeld();
        List<Pin> held = new ArrayList<>();
        for (Passage passage = first; passage != null; passage = passage.next) {
            held.addAll(passage.waiting);
        }
        return held;
    }

    private static boolean passes(Pin pin) {
        return pin.isReading && !(pin.command instanceof WatchStep);
    }

    private Passage passage(Pin pin) {
        String method = pin.channel().upstream.method();
        for (Passage passage = first; passage != null; passage = passage.next) {
            if (passage.method.equals(method)) {
                return passage;
            }
        }
        first = new Passage(method, first);
        return first;
    }

    private static boolean isSync(Pin pin) {
        return pin.command instanceof SyncStep;
    }

    /** The pins of one method. */
    private static final class Passage {

        private final String method;
        private final Passage next;
        private Set<Pin> waiting = Set.of(); // while no sync is about
        private int running;
        private boolean isSyncRunning;

        private Passage(String method, Passage next) {
            this.method = method;
            this.next = next;
        }

        private boolean enter(Pin pin) {
            boolean begins = waiting.isEmpty() && mayBegin(pin);
            if (begins) {
                begin(pin);
            } else {
                waiting = waiting.isEmpty() ? new LinkedHashSet<>() : waiting;
                waiting.add(pin);
            }
            return begins;
        }

        private List<Pin> leave(Pin pin) {
            if (waiting.isEmpty() || !waiting.remove(pin)) {
                running--;
                isSyncRunning = false; // only a sync can end while one is running
            }
            if (waiting.isEmpty()) {
                return List.of();
            }
            List<Pin> begun = new ArrayList<>();
            for (Iterator<Pin> pins = waiting.iterator(); pins.hasNext(); ) {
                Pin first = pins.next();
                if (!mayBegin(first)) {
                    break;
                }
                pins.remove();
                begin(first);
                begun.add(first);
            }
            return begun;
        }

        private boolean mayBegin(Pin pin) {
            return running == 0 || !isSync(pin) && !isSyncRunning;
        }

        private void begin(Pin pin) {
            running++;
            isSyncRunning = isSync(pin);
        }
    }
}
