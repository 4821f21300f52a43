package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.Turnstile;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pins of an account that stand before the same turnstile and may go as soon as they have a turn, in one request if
 * there are several: their transports have the same settings. All its state is guarded by the account's lock.
 */
final class Lane {

    final Turnstile turnstile;
    final boolean throttled;
    final Deque<PendingPin> ready = new ArrayDeque<>();
    boolean turnAskedFor;

    private final Object transportSettings;
    private final Pauses pauses;

    Lane(Turnstile turnstile, boolean throttled, Object transportSettings, Pauses pauses) {
        this.turnstile = turnstile;
        this.throttled = throttled;
        this.transportSettings = transportSettings;
        this.pauses = pauses;
    }

    boolean isFor(Turnstile otherTurnstile, boolean otherThrottled, Object otherTransportSettings) {
        return turnstile == otherTurnstile
                && throttled == otherThrottled
                && transportSettings.equals(otherTransportSettings);
    }

    /** Returns the next pin that may go, leaving it there. */
    PendingPin peek() {
        while (!ready.isEmpty()) {
            PendingPin pin = ready.peekFirst();
            boolean endedWhileItStoodHere = !pin.isWaiting();
            if (!endedWhileItStoodHere && !pauses.keep(pin)) {
                return pin;
            }
            ready.removeFirst();
        }
        return null;
    }
}
