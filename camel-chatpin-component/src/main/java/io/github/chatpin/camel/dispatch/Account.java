package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * An upstream account: the pins that wait, their order, and the requests under way.
 *
 * <p>A pin waits behind others of its chat ({@link ChatOrder}), then in its {@link Lane}. Whenever something changes,
 * {@link #advance} asks for a turn for each lane in which a pin is ready and a request may be under way; when the turn
 * comes, {@link #take} makes a {@link Call} of the pins that have gathered. {@link #settle} takes the outcomes in.
 *
 * <p>Thread-safe. One lock guards everything; no request, callback or turnstile is called under it.
 */
final class Account {

    private final String name;
    private final int maxInFlight;
    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    // All below: guarded by lock.
    private final ChatOrder order = new ChatOrder();
    private final Set<Call> inFlight = new HashSet<>();
    private final WaitingRoom waitingRoom;

    Account(String name, int maxInFlight, int maxPending, Timekeeper time, Executor senders, RandomGenerator random) {
        this.name = name;
        this.maxInFlight = maxInFlight;
        this.time = time;
        this.senders = senders;
        this.random = random;
        this.waitingRoom = new WaitingRoom(maxPending, lock.newCondition(), time, this::waitedTooLong);
    }

    String name() {
        return name;
    }

    /** Returns the lane of the pins that stand before a turnstile and may share a request. */
    Lane lane(Turnstile turnstile, boolean throttled, Object transportSettings) {
        lock.lock();
        try {
            for (Lane lane : lanes) {
                if (lane.isFor(turnstile, throttled, transportSettings)) {
                    return lane;
                }
            }
            Lane lane = new Lane(turnstile, throttled, transportSettings);
            lanes.add(lane);
            return lane;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return order.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes one pin in; returns its ending if it was sent on the calling thread and has ended. */
    Ending submit(PendingPin pin, boolean ownThread) throws InterruptedException {
        Lane lane = pin.connection().lane();
        boolean gainsFromGathering = gainsFromGathering(lane, pin.policy().batchSize());
        park(List.of(pin), ownThread);
        boolean callHere;
        lock.lock();
        try {
            callHere = !ownThread && !gainsFromGathering && lane.peek() == pin && mayAskForTurn(lane);
            lane.turnAskedFor |= callHere;
        } finally {
            lock.unlock();
        }
        Ending ending = null;
        if (callHere && lane.turnstile.enter(lane.throttled, () -> turnCame(lane))) {
            Call call = take(lane);
            ending = call == null ? null : settle(call, call.send(), pin);
        }
        advance();
        return ending;
    }

    /**
     * Returns whether the caller's thread is better kept free. Were it to send, the next pin of a burst would come only
     * after the answer: nothing would gather, and each would cost a turn. Where the limit is as new, the pin is the first
     * for a while; without throttling, the route sets the pace.
     */
    private static boolean gainsFromGathering(Lane lane, int batchSize) {
        boolean firstForAWhile = lane.turnstile.isLimited() && lane.turnstile.isIdle();
        return batchSize > 1 && lane.throttled && !firstForAWhile;
    }

    /** Takes many pins in. */
    void submit(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        park(pins, ownThread);
        advance();
    }

    private void park(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        lock.lock();
        try {
            long waitedNanos = ownThread ? 0 : waitingRoom.awaitRoom(pins.get(0));
            if (waitingRoom.isClosed()) {
                throw pins.get(0).stopped();
            }
            for (PendingPin pin : pins) {
                pin.waitedNanos = waitedNanos;
                waitingRoom.enter(pin, Stage.WAITING);
                if (order.append(pin)) {
                    pin.connection().lane().ready.addLast(pin);
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            pins.forEach(pin -> pin.connection().transport().release());
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Starts all requests that may go now. */
    private void advance() {
        Call call = advanceAndKeepOne();
        if (call != null) {
            start(call);
        }
    }

    /** Starts all requests that may go now but the first, which is returned; {@code null} if there is none. */
    private Call advanceAndKeepOne() {
        Call kept = null;
        for (Lane lane : lanes) {
            for (Call call = next(lane); call != null; call = next(lane)) {
                if (kept == null) {
                    kept = call;
                } else {
                    start(call);
                }
            }
        }
        return kept;
    }

    private Call next(Lane lane) {
        lock.lock();
        try {
            if (!mayAskForTurn(lane)) {
                return null;
            }
            lane.turnAskedFor = true;
        } finally {
            lock.unlock();
        }
        return lane.turnstile.enter(lane.throttled, () -> turnCame(lane)) ? take(lane) : null;
    }

    private boolean mayAskForTurn(Lane lane) {
        return !lane.turnAskedFor && inFlight.size() < maxInFlight && lane.peek() != null;
    }

    private void turnCame(Lane lane) {
        Call call = take(lane);
        if (call != null) {
            start(call);
        }
        advance();
    }

    /** Uses a turn: gathers the pins that are ready into a call, or gives the turn back if there are none. */
    private Call take(Lane lane) {
        Call call = null;
        lock.lock();
        try {
            lane.turnAskedFor = false;
            if (inFlight.size() < maxInFlight && lane.peek() != null) {
                call = gather(lane);
                inFlight.add(call);
            }
        } finally {
            lock.unlock();
        }
        if (call == null) {
            lane.turnstile.giveBack();
        }
        return call;
    }

    private Call gather(Lane lane) {
        List<PendingPin> pins = new ArrayList<>();
        int most = Integer.MAX_VALUE;
        for (PendingPin pin = lane.peek(); pin != null; pin = lane.peek()) {
            most = Math.min(most, pin.policy().batchSize());
            if (pins.size() >= most) {
                break;
            }
            lane.ready.removeFirst();
            waitingRoom.leave(pin, Stage.CALLING);
            pins.add(pin);
        }
        return new Call(lane, pins);
    }

    private void start(Call call) {
        try {
            senders.execute(() -> sendAll(call));
        } catch (RejectedExecutionException e) {
            abandon(call);
        }
    }

    private void sendAll(Call first) {
        for (Call call = first; call != null; call = advanceAndKeepOne()) {
            settle(call, call.send(), null);
        }
    }

    /**
     * Takes in what became of a call's pins.
     *
     * @param outcomes one for each pin
     * @param here     a pin whose ending the caller wants, or {@code null}
     * @return that ending, {@code null} if the pin has not ended
     */
    private Ending settle(Call call, List<Outcome> outcomes, PendingPin here) {
        new Feedback(call.lane().turnstile, time).of(outcomes);
        Endings endings = new Endings();
        lock.lock();
        try {
            inFlight.remove(call);
            for (int i = 0; i < outcomes.size(); i++) {
                PendingPin pin = call.pins().get(i);
                pin.parking.count(call);
                settle(pin, outcomes.get(i), outcomes.size(), endings);
            }
        } finally {
            lock.unlock();
        }
        return endings.tellAllBut(here);
    }

    /** Ends the pins of a call that cannot be sent, because the senders have stopped. */
    private void abandon(Call call) {
        call.lane().turnstile.giveBack();
        Endings endings = new Endings();
        lock.lock();
        try {
            inFlight.remove(call);
            call.pins().forEach(pin -> end(pin, pin.failed(pin.stopped()), endings));
        } finally {
            lock.unlock();
        }
        endings.tellAll();
    }

    private void settle(PendingPin pin, Outcome outcome, int batchSize, Endings endings) {
        pin.attempts++;
        pin.batchSize = batchSize;
        pin.facts = outcome.facts();
        if (outcome instanceof Outcome.TryAgain again) {
            pin.note(again.failure());
            if (waitingRoom.isClosed()) {
                end(pin, pin.failed(pin.stopped()), endings);
            } else if (pin.attempts > pin.policy().retry().maxRetries()) {
                end(pin, pin.failed(again.failure()), endings);
            } else {
                rest(pin, again.dictatedWait());
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            pin.note(refused.failure());
            end(pin, pin.failed(refused.failure()), endings);
        } else {
            end(pin, pin.done(outcome), endings);
        }
    }

    private void rest(PendingPin pin, Duration dictated) {
        waitingRoom.enter(pin, Stage.RESTING);
        Duration delay = dictated != null ? dictated : pin.policy().retry().delay(pin.attempts, random);
        time.after(delay, () -> rested(pin));
    }

    private void rested(PendingPin pin) {
        lock.lock();
        try {
            if (pin.stage != Stage.RESTING) {
                return;
            }
            pin.stage = Stage.WAITING;
            pin.connection().lane().ready.addFirst(pin);
        } finally {
            lock.unlock();
        }
        advance();
    }

    private void waitedTooLong(PendingPin pin) {
        Endings endings = new Endings();
        lock.lock();
        try {
            if (pin.stage != Stage.WAITING && pin.stage != Stage.RESTING) {
                return;
            }
            ChatPinException failure = pin.waitedTooLong();
            pin.note(failure);
            end(pin, pin.failed(failure), endings);
        } finally {
            lock.unlock();
        }
        endings.tellAll();
        advance();
    }

    private void end(PendingPin pin, Ending ending, Endings endings) {
        if (pin.stage != Stage.CALLING) {
            waitingRoom.leave(pin, Stage.ENDED);
        }
        pin.stage = Stage.ENDED;
        endings.add(pin, ending);
        PendingPin next = order.moveUp(pin);
        if (next != null) {
            next.connection().lane().ready.addLast(next);
        }
    }

    /** Fails what waits and cuts off what is under way; nothing is taken in any more. */
    void close() {
        Endings endings = new Endings();
        List<Call> cutOff;
        lock.lock();
        try {
            waitingRoom.close();
            cutOff = List.copyOf(inFlight);
            for (PendingPin pin : order.all()) {
                if (pin.stage != Stage.CALLING) {
                    end(pin, pin.failed(pin.stopped()), endings);
                }
            }
        } finally {
            lock.unlock();
        }
        cutOff.forEach(call -> call.connection().transport().close());
        endings.tellAll();
    }
}
