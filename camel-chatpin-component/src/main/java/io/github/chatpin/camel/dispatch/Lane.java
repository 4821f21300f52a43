package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.Turnstile;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pins of an account that stand before the same turnstile and may go as soon as they have a turn, in one request if
 * there are several: their transports have the same settings. All its state is guarded by the account's lock.
 */
final class Lane {

    private static final int FEW = 100;

    final Turnstile turnstile;
    final boolean throttled;
    final Deque<PendingPin> ready = new ArrayDeque<>();
    boolean turnAskedFor;
    private int endedMeanwhile;

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

    /**
     * Returns whether the caller's thread is better kept free. Were it to send, the next pin of a burst would come only
     * after the answer: nothing would gather, and each would cost a turn. Where the limit is as new, the pin is the first
     * for a while; without throttling, the route sets the pace.
     */
    boolean gainsFromGathering(int batchSize) {
        return batchSize > 1 && throttled && !turnstile.isIdle();
    }

    /** Notes that a pin has ended while it waited: it may stand here, and is not to be kept for long. */
    void forget() {
        endedMeanwhile++;
        if (endedMeanwhile > Math.max(FEW, ready.size() / 2)) {
            ready.removeIf(pin -> !pin.isWaiting());
            endedMeanwhile = 0;
        }
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
