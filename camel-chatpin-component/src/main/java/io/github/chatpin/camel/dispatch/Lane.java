package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.Turnstile;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The pins of an account that stand before the same turnstile and may go as soon as they have a turn, in one request if
 * there are several: their transports have the same settings. They stand in the order in which they came to the account,
 * wherever they were meanwhile. All its state is guarded by the account's lock.
 */
final class Lane {

    final Turnstile turnstile;
    final boolean throttled;
    final Turnstile.Turn turn;
    boolean turnAskedFor;

    private final SortedSet<PendingPin> ready = new TreeSet<>(Comparator.comparingLong(pin -> pin.number));
    private final Object transportSettings;
    private final Pauses pauses;

    Lane(Turnstile turnstile, boolean throttled, Object transportSettings, Pauses pauses, Traffic traffic) {
        this.turnstile = turnstile;
        this.throttled = throttled;
        this.transportSettings = transportSettings;
        this.pauses = pauses;
        this.turn = new Turnstile.Turn() {
            @Override
            public void came() {
                traffic.turnCame(Lane.this);
            }

            @Override
            public void refused() {
                traffic.turnRefused(Lane.this);
            }
        };
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

    void add(PendingPin pin) {
        ready.add(pin);
    }

    /** Removes a pin that goes or has ended, if it stands here. */
    void remove(PendingPin pin) {
        ready.remove(pin);
    }

    /** Returns the next pin that may go, leaving it there. */
    PendingPin peek() {
        while (!ready.isEmpty()) {
            PendingPin pin = ready.first();
            if (!pauses.keep(pin)) {
                return pin;
            }
            ready.remove(pin);
        }
        return null;
    }
}
