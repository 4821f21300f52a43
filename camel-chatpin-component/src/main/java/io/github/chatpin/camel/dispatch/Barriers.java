package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.steps.SyncStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a sync apart from other pins of its account and method: it begins when those before it have ended, and those behind
 * it begin when it has. Readings pass. Guarded by the account's guard.
 */
final class Barriers {

    private final Map<String, Passage> passages = new HashMap<>(2); // by method
    private final Guard guard;

    Barriers(Guard guard) {
        this.guard = guard;
    }

    /** Takes a new pin in; returns whether it may begin. If not, {@link #leave} returns it when it may. */
    boolean enter(Pin pin) {
        guard.mustBeHeld();
        return pin.isReading
                || passages.computeIfAbsent(method(pin), name -> new Passage()).enter(pin);
    }

    /** Lets go of a pin that has ended, and returns those that may begin by that. */
    List<Pin> leave(Pin pin) {
        guard.mustBeHeld();
        if (pin.isReading) {
            return List.of();
        }
        return passages.get(method(pin)).leave(pin);
    }

    /** Returns whether a pin waits for others to end before it begins. */
    boolean holds(Pin pin) {
        guard.mustBeHeld();
        Passage passage = pin.isReading ? null : passages.get(method(pin));
        return passage != null && passage.waiting.contains(pin);
    }

    /** Returns the pins that wait for others to end. */
    List<Pin> held() {
        guard.mustBeHeld();
        List<Pin> held = new ArrayList<>();
        passages.values().forEach(passage -> held.addAll(passage.waiting));
        return held;
    }

    private static String method(Pin pin) {
        return pin.channel().upstream.method();
    }

    private static boolean isSync(Pin pin) {
        return pin.command instanceof SyncStep;
    }

    /** The pins of one method. */
    private static final class Passage {

        private final Set<Pin> waiting = new LinkedHashSet<>(0);
        private int running;
        private boolean isSyncRunning;

        private boolean enter(Pin pin) {
            boolean begins = waiting.isEmpty() && mayBegin(pin);
            if (begins) {
                begin(pin);
            } else {
                waiting.add(pin);
            }
            return begins;
        }

        private List<Pin> leave(Pin pin) {
            if (!waiting.remove(pin)) {
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
