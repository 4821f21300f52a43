package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.limit.RateLimiter;

/**
 * Gets a request what it needs in order to go: a slot for its connection, and a permit. Neither is kept while the request
 * waits for the other one: a permit that is used late would come on top of later ones, and a slot is for requests that go.
 *
 * <p>For one request at a time. It holds no lock while it asks.
 */
final class Admission {

    private final RateLimiter limiter;
    private final boolean throttled;
    private final Applicant applicant;
    private final RateLimiter.PermitListener permitListener = new RateLimiter.PermitListener() {
        @Override
        public void granted() {
            if (slots.tryTake(whenSlotTaken)) {
                applicant.admitted();
            } else {
                limiter.giveBack();
            }
        }

        @Override
        public void refused() {
            applicant.refused();
        }
    };
    private final Runnable whenSlotTaken = this::slotTaken;
    private volatile HostSlots slots;

    /** Whose request it is. Called without any lock, on a thread that must not be held up. */
    interface Applicant {

        /** The request may go, and has slot and permit. */
        void admitted();

        /** There is no permit, nor will there be. */
        void refused();
    }

    /** @param throttled whether the request keeps to the limit */
    Admission(RateLimiter limiter, boolean throttled, Applicant applicant) {
        this.limiter = limiter;
        this.throttled = throttled;
        this.applicant = applicant;
    }

    /**
     * Asks for a slot and a permit.
     *
     * @return whether both are there at once; if not, the applicant is told later
     */
    boolean tryAdmit(HostSlots slotsOfHost) {
        slots = slotsOfHost;
        return slots.tryTake(whenSlotTaken) && hasPermit();
    }

    private void slotTaken() {
        if (hasPermit()) {
            applicant.admitted();
        }
    }

    /** Asks for a permit beside the slot that is there; that is given back if there is none now. */
    private boolean hasPermit() {
        HostSlots taken = slots;
        boolean granted = limiter.tryAcquire(throttled, permitListener);
        if (!granted) {
            taken.giveBack();
        }
        return granted;
    }
}
