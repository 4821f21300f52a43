package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts an account's requests. Whenever something changes, {@link #advance} asks for a turn for each lane in which a
 * pin is ready and a request may be under way; when the turn comes, {@link #take} makes a {@link Call} of the pins that
 * have gathered.
 *
 * <p>Thread-safe. Shares the account's lock, and holds it neither while it sends nor while it asks for a turn.
 */
final class Traffic {

    private final ReentrantLock lock; // the account's
    private final Timekeeper time;
    private final Executor senders;
    private final Account account;
    private volatile List<Lane> lanes = List.of(); // the one that went last at the end; changed under the lock
    private volatile Turnstile limit; // of the endpoint that came last; those before may have another one still

    // All below: guarded by lock.
    private int maxInFlight;
    private final WaitingRoom waitingRoom;
    private final Pauses pauses;
    private final Renewals renewals;
    private boolean suspended;
    private final Set<Call> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());

    Traffic(
            ReentrantLock lock,
            int maxInFlight,
            Timekeeper time,
            Executor senders,
            WaitingRoom waitingRoom,
            Pauses pauses,
            Renewals renewals,
            Account account) {
        this.lock = lock;
        this.maxInFlight = maxInFlight;
        this.time = time;
        this.senders = senders;
        this.waitingRoom = waitingRoom;
        this.pauses = pauses;
        this.renewals = renewals;
        this.account = account;
    }

    /** Returns the lane for an endpoint's pins: those that stand before a turnstile and may share a request. */
    Lane lane(Turnstile turnstile, boolean throttled, Object transportSettings) {
        lock.lock();
        try {
            limit = turnstile;
            for (Lane lane : lanes) {
                if (lane.isFor(turnstile, throttled, transportSettings)) {
                    return lane;
                }
            }
            Lane lane = new Lane(turnstile, throttled, transportSettings, pauses, this);
            putLast(lane);
            return lane;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a call for the calling thread to send, if the pin is the first of its lane and may go at once; else
     * {@code null}. Others may have come before the pin meanwhile, and the call be theirs.
     */
    Call tryCallHere(PendingPin pin) {
        return next(pin.lane(), pin);
    }

    /** Starts all requests that may go now. */
    void advance() {
        Call call;
        do {
            call = advanceAndKeepOne();
        } while (call != null && !start(call)); // the place of one that was not started is for the next
    }

    /** Starts all requests that may go now but the last, which is returned; {@code null} if there is none. */
    private Call advanceAndKeepOne() {
        Call kept = null;
        for (Lane lane : lanes) {
            for (Call call = next(lane, null); call != null; call = next(lane, null)) {
                if (kept != null) {
                    start(kept);
                }
                kept = call;
            }
        }
        return kept;
    }

    /**
     * Asks for a lane's turn, if one is worth asking for, and returns the call if it came at once.
     *
     * @param onlyFor the pin that must be the lane's first, {@code null} for any
     */
    private Call next(Lane lane, PendingPin onlyFor) {
        lock.lock();
        try {
            PendingPin first = lane.peek();
            boolean isWanted = first != null && (onlyFor == null || onlyFor == first);
            if (!isWanted || lane.turnAskedFor || !mayStart()) {
                return null;
            }
            lane.turnAskedFor = true;
        } finally {
            lock.unlock();
        }
        return lane.turnstile.enter(lane.throttled, lane.turn) ? take(lane) : null;
    }

    /** Takes in that a lane's turn has come. */
    void turnCame(Lane lane) {
        Call call = take(lane);
        if (call != null) {
            start(call);
        }
        advance();
    }

    /** Takes in that a lane's turn will not come. */
    void turnRefused(Lane lane) {
        lock.lock();
        try {
            lane.turnAskedFor = false;
        } finally {
            lock.unlock();
        }
        account.refuse(lane);
    }

    /** Uses a turn: gathers the pins that are ready into a call, or gives the turn back if there are none. */
    private Call take(Lane lane) {
        Call call = null;
        lock.lock();
        try {
            lane.turnAskedFor = false;
            if (mayStart() && lane.peek() != null) {
                call = gather(lane);
                inFlight.add(call);
                putLast(lane);
            }
        } finally {
            lock.unlock();
        }
        if (call == null) {
            lane.turnstile.giveBack();
        }
        return call;
    }

    // Where few requests may be under way, a lane that always has pins would else keep the others from going.
    private void putLast(Lane lane) {
        if (!lanes.isEmpty() && lanes.get(lanes.size() - 1) == lane) {
            return;
        }
        List<Lane> sorted = new ArrayList<>(lanes);
        sorted.remove(lane);
        sorted.add(lane);
        lanes = sorted;
    }

    private boolean mayStart() {
        return inFlight.size() < maxInFlight && !renewals.isUnderWay() && !suspended;
    }

    private Call gather(Lane lane) {
        List<PendingPin> pins = new ArrayList<>(1);
        int most = pauses.areBatchesPaused(time.nanoTime()) ? 1 : Integer.MAX_VALUE;
        for (PendingPin pin = lane.peek(); pin != null; pin = lane.peek()) {
            most = Math.min(most, pin.policy().batchSize());
            if (pins.size() >= most) {
                break;
            }
            lane.remove(pin);
            waitingRoom.leave(pin, Stage.CALLING);
            pins.add(pin);
        }
        boolean anew = pins.stream().anyMatch(pin -> pin.goesAnew);
        return new Call(lane, pins, anew, renewals.count());
    }

    /** Has a call sent on a thread of its own; returns whether it is. */
    private boolean start(Call call) {
        try {
            senders.execute(() -> sendAll(call));
            return true;
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            account.abandon(call, e);
            return false;
        }
    }

    private void sendAll(Call first) {
        for (Call call = first; call != null; call = advanceAndKeepOne()) {
            account.send(call);
        }
    }

    /** Starts no request any more, or again. The lock must be held; afterwards call {@link #advance}. */
    void suspend(boolean suspend) {
        suspended = suspend;
    }

    /** Returns whether no request is started. The lock must be held. */
    boolean isSuspended() {
        return suspended;
    }

    /** Returns how the limit is doing that the account's requests are under. */
    LimitReport limit() {
        return limit.report();
    }

    /** Returns all limits that the account's requests are under. */
    List<Turnstile> limits() {
        return lanes.stream().map(lane -> lane.turnstile).distinct().toList();
    }

    /** Changes how many requests may be under way; what may start by that does so when one ends. The lock must be held. */
    void resize(int newMaxInFlight) {
        maxInFlight = newMaxInFlight;
    }

    /** Notes that a call has ended. The lock must be held. */
    void ended(Call call) {
        inFlight.remove(call);
    }

    /** Returns the calls that are under way. The lock must be held, also while they are looked at. */
    Collection<Call> underWay() {
        return Collections.unmodifiableSet(inFlight);
    }
}
