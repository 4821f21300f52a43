package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.steps.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the upstream has told an account to leave alone for a while: a method, or requests with several commands. Pins of
 * a paused method wait here, so that those behind them go on. Times are a timekeeper's nanoseconds. Guarded by the
 * account's guard.
 */
final class Pauses {

    private final Guard guard;
    private final Map<String, MethodPause> methods = new HashMap<>();
    private Set<Pin> ofBatches; // whose requests cannot have a single command; null while there are none
    private boolean batchesPaused;
    private long batchesPausedUntil;

    Pauses(Guard guard) {
        this.guard = guard;
    }

    /** Returns whether this makes the pause longer, so that {@link #release} is due at its end. */
    boolean pauseMethod(String method, long end) {
        guard.mustBeHeld();
        MethodPause pause = methods.get(method);
        if (pause == null) {
            methods.put(method, new MethodPause(end));
            return true;
        }
        boolean isLonger = end - pause.end > 0;
        if (isLonger) {
            pause.end = end;
        }
        return isLonger;
    }

    /** Returns whether this makes the pause longer, so that {@link #release} is due at its end. */
    boolean pauseBatches(long end) {
        guard.mustBeHeld();
        boolean isLonger = !batchesPaused || end - batchesPausedUntil > 0;
        if (isLonger) {
            batchesPausedUntil = end;
            batchesPaused = true;
        }
        return isLonger;
    }

    /** Keeps a pin whose request has several commands, while such requests are paused; returns whether they are. */
    boolean keepWithBatches(Pin pin, long now) {
        guard.mustBeHeld();
        if (!areBatchesPaused(now) || Turn.mayGoAlone(pin.command)) {
            return false;
        }
        ofBatches = ofBatches == null ? new LinkedHashSet<>() : ofBatches;
        return ofBatches.add(pin);
    }

    /** Returns whether a request may have one command only. */
    boolean areBatchesPaused(long now) {
        guard.mustBeHeld();
        batchesPaused = batchesPaused && batchesPausedUntil - now > 0;
        return batchesPaused;
    }

    /** Keeps a pin if its method is paused; returns whether it is. */
    boolean keep(Pin pin) {
        guard.mustBeHeld();
        MethodPause pause = methods.get(pin.command.method());
        return pause != null && pause.pins.add(pin);
    }

    /** Returns the methods that are paused, and for how many nanoseconds more. */
    Map<String, Long> methods(long now) {
        guard.mustBeHeld();
        Map<String, Long> left = new TreeMap<>();
        methods.forEach((method, pause) -> left.put(method, Math.max(0, pause.end - now)));
        return left;
    }

    /** Forgets a pin that has ended. */
    void forget(Pin pin) {
        guard.mustBeHeld();
        MethodPause pause = methods.get(pin.command.method());
        if (pause != null) {
            pause.pins.remove(pin);
        }
        if (ofBatches != null) {
            ofBatches.remove(pin);
        }
    }

    /** Ends the pauses that are over, and returns the pins that waited for that. */
    Collection<Pin> release(long now) {
        guard.mustBeHeld();
        List<Pin> released = new ArrayList<>();
        methods.values().removeIf(pause -> {
            boolean isOver = pause.end - now <= 0;
            if (isOver) {
                released.addAll(pause.pins);
            }
            return isOver;
        });
        if (ofBatches != null && !areBatchesPaused(now)) {
            released.addAll(ofBatches);
            ofBatches = null;
        }
        return released;
    }

    private static final class MethodPause {

        private final Set<Pin> pins = new LinkedHashSet<>();
        private long end;

        private MethodPause(long end) {
            this.end = end;
        }
    }
}
