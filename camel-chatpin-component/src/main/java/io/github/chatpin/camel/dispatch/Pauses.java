package io.github.chatpin.camel.dispatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the upstream has told an account to leave alone for a while: a method, or requests with several commands. Pins of
 * such a method step out of their lane and wait here, so that those behind them go on. Times are a timekeeper's
 * nanoseconds. Guarded by the account's lock.
 */
final class Pauses {

    private final Map<String, MethodPause> methods = new HashMap<>();
    private boolean batchesPaused;
    private long batchesPausedUntil;

    /** Returns whether this makes the pause longer, so that {@link #release} is due at its end. */
    boolean pauseMethod(String method, long end) {
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

    void pauseBatches(long end) {
        if (!batchesPaused || end - batchesPausedUntil > 0) {
            batchesPausedUntil = end;
            batchesPaused = true;
        }
    }

    /** Returns whether a request may have one command only. */
    boolean areBatchesPaused(long now) {
        batchesPaused = batchesPaused && batchesPausedUntil - now > 0;
        return batchesPaused;
    }

    /** Keeps a pin that leaves its lane, if its method is paused; returns whether it is. */
    boolean keep(PendingPin pin) {
        MethodPause pause = methods.get(pin.command.method());
        if (pause != null) {
            pause.pins.add(pin);
        }
        return pause != null;
    }

    /** Returns the methods that are paused, and for how many nanoseconds more. */
    Map<String, Long> methods(long now) {
        Map<String, Long> left = new TreeMap<>();
        methods.forEach((method, pause) -> left.put(method, Math.max(0, pause.end - now)));
        return left;
    }

    /** Forgets a pin that has ended. */
    void forget(PendingPin pin) {
        MethodPause pause = methods.get(pin.command.method());
        if (pause != null) {
            pause.pins.remove(pin);
        }
    }

    /** Lets those pins back into their lanes whose pause is over. */
    void release(long now) {
        methods.values().removeIf(pause -> {
            boolean isOver = pause.end - now <= 0;
            if (isOver) {
                pause.pins.forEach(pin -> pin.lane().add(pin));
            }
            return isOver;
        });
    }

    private static final class MethodPause {

        private final Set<PendingPin> pins = new HashSet<>();
        private long end;

        private MethodPause(long end) {
            this.end = end;
        }
    }
}
