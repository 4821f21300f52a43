package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an account's requests. Whenever something changes, {@link #advance} asks for the {@link Admission} of each queue in
 * which a pin is ready, as long as one more request may be in flight, and few pins need not gather ({@link Gathering}).
 * When the queue is admitted, the pins that have gathered in it until then leave together. A call without pins is admitted
 * in the same way, and goes beside them.
 *
 * <p>Thread-safe. It holds the account's guard neither while it sends nor while it asks for an admission.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Guard guard;
    private final Timekeeper time;
    private final Executor senders;
    private final PendingExchanges pending;
    private final Renewals renewals;
    private final PinCall.Results results;
    private final ReadyQueues queues;
    private volatile RateLimiter limiter; // of the endpoint that came last

    // All below: guarded by guard.
    private final Pauses pauses;
    private final List<PinCall> inFlight = new ArrayList<>(1);
    private int maxInFlight;
    private boolean suspended;

    Dispatcher(
            Guard guard,
            int maxInFlight,
            Timekeeper time,
            Executor senders,
            PendingExchanges pending,
            Renewals renewals,
            PinCall.Results results) {
        this.guard = guard;
        this.maxInFlight = maxInFlight;
        this.time = time;
        this.senders = senders;
        this.pending = pending;
        this.renewals = renewals;
        this.results = results;
        this.queues = new ReadyQueues(guard, this::newQueue);
        this.pauses = new Pauses(guard);
    }

    /** Takes in a pin that may go as soon as its queue is admitted and its method is not paused; then {@link #advance}. */
    void ready(Pin pin) {
        guard.mustBeHeld();
        if (!pauses.keep(pin) && !pauses.keepWithBatches(pin, time.nanoTime())) {
            queues.of(pin.queue()).add(pin);
        }
    }

    private ReadyQueue newQueue(QueueKey key) {
        Gathering gathering = new Gathering(guard, time, this::advance);
        return new ReadyQueue(key, guard, gathering, this::admitted, this::refused);
    }

    /** Forgets a pin that has ended. */
    void forget(Pin pin) {
        guard.mustBeHeld();
        pauses.forget(pin);
        ReadyQueue queue = queues.find(pin.queue());
        if (queue != null) {
            queue.remove(pin);
        }
    }

    /**
     * Returns a call for the calling thread to {@link #send}, if the pin is the first of its queue and may go at once;
     * else {@code null}. Others may have come before the pin meanwhile, and the call be theirs.
     */
    PinCall tryCall(Pin pin) {
        ReadyQueue queue = guard.get(() -> queues.find(pin.queue()));
        return queue == null ? null : next(queue, pin);
    }

    /** Starts all requests that may go now. */
    void advance() {
        PinCall call;
        do {
            call = advanceAndKeepOne();
        } while (call != null && !start(call)); // the place of one that was not started is for the next
    }

    /** Starts all requests that may go now but the last, which is returned; {@code null} if there is none. */
    private PinCall advanceAndKeepOne() {
        PinCall kept = null;
        for (ReadyQueue queue : queues.all()) {
            for (PinCall call = next(queue, null); call != null; call = next(queue, null)) {
                if (kept != null) {
                    start(kept);
                }
                kept = call;
            }
        }
        return kept;
    }

    /**
     * Asks for a queue's admission, if its next request is to go, and returns the call if it was admitted at once.
     *
     * @param onlyFor the pin that must be the queue's first, {@code null} for any
     */
    private PinCall next(ReadyQueue queue, Pin onlyFor) {
        boolean isWorthAsking = guard.test(() -> {
            Pin first = queue.first();
            boolean isWanted = first != null && (onlyFor == null || onlyFor == first);
            boolean asks = isWanted && !queue.awaitsAdmission() && mayStart(queue) && isWorthAPermit(queue, first);
            if (asks) {
                queue.awaitAdmission();
            }
            return asks;
        });
        return isWorthAsking && queue.tryAdmit() ? take(queue) : null;
    }

    private boolean isWorthAPermit(ReadyQueue queue, Pin first) {
        if (!queue.key.throttled()) {
            return true;
        }
        int batchSize = Math.min(most(), first.mostInItsRequest());
        long wait = queue.gathering.nanosToWait(queue.size(), batchSize);
        if (wait == 0 || queue.key.limiter().arePermitsPlentiful()) {
            return true;
        }
        queue.gathering.tellAfter(wait);
        return false;
    }

    private void admitted(ReadyQueue queue) {
        PinCall call = take(queue);
        if (call != null) {
            start(call);
        }
        advance();
    }

    private void refused(ReadyQueue queue) {
        guard.run(queue::endOfAdmission);
        results.refused(queue);
        advance();
    }

    /** Uses an admission: gathers the pins that are ready into a call, or gives slot and permit back if there are none. */
    private PinCall take(ReadyQueue queue) {
        PinCall call = null;
        HostSlots slots;
        guard.lock();
        try {
            slots = queue.endOfAdmission();
            if (mayStart(queue) && queue.first() != null) {
                call = gather(queue, slots);
                inFlight.add(call);
                queue.gathering.started();
                queues.putLast(queue);
            }
        } finally {
            guard.unlock();
        }
        if (call == null) {
            queue.key.limiter().giveBack();
            slots.giveBack();
        }
        return call;
    }

    private boolean mayStart(ReadyQueue queue) {
        return hasRoomInFlight(queue)
                && !renewals.isUnderWay()
                && !suspended
                && !(queue.key.capped() && isOneWithCapUnderWay());
    }

    private boolean hasRoomInFlight(ReadyQueue queue) {
        int beside = 0;
        for (PinCall call : inFlight) {
            beside += call.queue.key.beside() ? 1 : 0;
        }
        return queue.key.beside() ? beside == 0 : inFlight.size() - beside < maxInFlight;
    }

    // What one list shows as free, two requests must not both take.
    private boolean isOneWithCapUnderWay() {
        for (PinCall call : inFlight) {
            if (call.queue.key.capped()) {
                return true;
            }
        }
        return false;
    }

    private PinCall gather(ReadyQueue queue, HostSlots slots) {
        List<Pin> pins = new ArrayList<>(1);
        boolean anew = false;
        Room room = new Room(most());
        for (Pin pin = queue.first(); pin != null && room.take(pin); pin = queue.first()) {
            queue.remove(pin);
            pending.leave(pin, Stage.IN_FLIGHT);
            pins.add(pin);
            anew |= pin.goesAnew;
        }
        return new PinCall(queue, slots, pins, time.nanoTime(), anew, renewals.count(), results);
    }

    /** Returns the most pins that a request may carry, whatever their endpoints' options are. */
    private int most() {
        return pauses.areBatchesPaused(time.nanoTime()) ? 1 : Integer.MAX_VALUE;
    }

    /** Has a call sent that carries no pins; it waits without a thread until it may go. */
    void start(SingleCall call) {
        HostSlots slots = call.channel.transport.slots();
        Admission.Applicant applicant = new Admission.Applicant() {
            @Override
            public void admitted() {
                call.admitted(slots);
                startIfWanted(call);
            }

            @Override
            public void refused() {
                call.refused();
            }
        };
        Admission admission = new Admission(call.channel.limiter, call.channel.policy.throttled(), applicant);
        if (admission.tryAdmit(slots)) {
            applicant.admitted();
        }
    }

    private void startIfWanted(SingleCall call) {
        if (call.isStillWanted()) {
            start((Call) call);
        } else {
            call.giveBack();
        }
    }

    /** Has a call sent on a thread of its own; returns whether it is. */
    private boolean start(Call call) {
        try {
            senders.execute(() -> sendAll(call));
            return true;
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            call.giveBack();
            call.notSent(e);
            return false;
        }
    }

    private void sendAll(Call first) {
        for (Call call = first; call != null; call = advanceAndKeepOne()) {
            try {
                call.ended(send(call));
            } finally {
                call.giveSlotBack();
            }
        }
    }

    /** Sends a call on the calling thread, and returns its outcomes, of which the limit has learned. */
    List<Outcome> send(Call call) {
        List<Outcome> outcomes = call.send(time);
        if (!call.isSent()) {
            return outcomes;
        }
        try {
            new Feedback(call.channel.limiter, time).of(outcomes);
        } catch (Throwable e) {
            // A third party's platform that says what cannot be: no exchange may be forgotten over it.
            LOG.debug(
                    "{}: the limit cannot follow an answer ({})",
                    call.channel.accountName(),
                    call.channel.redaction.describe(e));
        }
        return outcomes;
    }

    /** Notes that a call is in flight no more. */
    void ended(PinCall call) {
        guard.mustBeHeld();
        inFlight.remove(call);
        call.queue.gathering.ended(call.size(), call.queue.size(), time.nanoTime() - call.begin);
    }

    /** Sends no pin of a method for a while, but those of other methods. */
    void pauseMethod(String method, Duration wait) {
        guard.mustBeHeld();
        if (pauses.pauseMethod(method, time.nanoTime() + wait.toNanos())) {
            queues.all().forEach(queue -> queue.removeAll(method).forEach(pauses::keep));
            time.after(wait, this::pauseIsOver);
        }
    }

    private void pauseIsOver() {
        guard.run(() -> pauses.release(time.nanoTime()).forEach(this::ready));
        advance();
    }

    /** Sends pins one by one for a while; those that cannot go so wait. */
    void pauseBatches(Duration wait) {
        guard.mustBeHeld();
        if (pauses.pauseBatches(time.nanoTime() + wait.toNanos())) {
            long now = time.nanoTime();
            queues.all().forEach(queue -> queue.removeIf(pin -> pauses.keepWithBatches(pin, now)));
            time.after(wait, this::pauseIsOver);
        }
    }

    /** Starts no request any more, or again; afterwards {@link #advance}. */
    void suspend(boolean suspend) {
        guard.mustBeHeld();
        suspended = suspend;
    }

    boolean isSuspended() {
        guard.mustBeHeld();
        return suspended;
    }

    /** Changes how many requests may be in flight; what may start by that does so when one ends. */
    void resize(int newMaxInFlight) {
        guard.mustBeHeld();
        maxInFlight = newMaxInFlight;
    }

    /** Notes an endpoint's limit, which is the one to report from now on. */
    void use(RateLimiter newLimiter) {
        limiter = newLimiter;
    }

    /** Forgets the queues that endpoints have left empty. */
    void forgetUnusedQueues() {
        guard.run(queues::forgetUnused);
    }

    /** Returns how the limit is doing that the account's requests are under. */
    LimitReport limit() {
        return limiter.report();
    }

    /** Returns the calls that are in flight. */
    Collection<PinCall> inFlight() {
        guard.mustBeHeld();
        return Collections.unmodifiableList(inFlight);
    }

    /** Returns the methods that are paused, and for how many nanoseconds more. */
    Map<String, Long> pausedMethods() {
        guard.mustBeHeld();
        return pauses.methods(time.nanoTime());
    }
}
