package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.Turnstile;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The pins of an account that stand before the same turnstile and may go as soon as they have a turn, in one request if
 * there are several: their transports have the same settings. They stand in the order in which they came to the account,
 * wherever they were meanwhile. What is not final or volatile is guarded by the account's lock.
 */
final class Lane {

    /** Some thirty changes of threads. A portal far away needs a hundred times as long. */
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    final Turnstile turnstile;
    final boolean throttled;
    final Turnstile.Turn turn;
    boolean turnAskedFor;
    private volatile boolean isQuick; // not known before the first request

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
     * Returns whether a pin may be sent on its caller's thread, which then is not free for the next one: nothing would
     * gather, and of one caller's pins one only be under way. So only where a request takes hardly longer than a change
     * of threads; and where batches are made, only the first pin for a while, or each of a burst would cost a turn.
     */
    boolean mayCallHere(int batchSize) {
        return isQuick && (batchSize == 1 || !throttled || turnstile.isIdle());
    }

    /** Notes how long the answer to a request took. */
    void answered(long nanos) {
        isQuick = nanos < QUICK_NANOS;
    }

    /** Notes that a request had no answer: the next one may be long without one. */
    void notAnswered() {
        isQuick = false;
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
