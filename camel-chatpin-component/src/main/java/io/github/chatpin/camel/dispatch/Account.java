package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.RateLimitedException;
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
import java.util.concurrent.locks.Condition;
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
    private final int maxPending;
    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    // All below: guarded by lock.
    private final ChatOrder order = new ChatOrder();
    private final Set<Call> inFlight = new HashSet<>();
    private int waitingExchanges;
    private boolean closed;

    Account(String name, int maxInFlight, int maxPending, Timekeeper time, Executor senders, RandomGenerator random) {
        this.name = name;
        this.maxInFlight = maxInFlight;
        this.maxPending = maxPending;
        this.time = time;
        this.senders = senders;
        this.random = random;
    }

    String name() {
        return name;
    }

    /** Returns the lane before a turnstile. */
    Lane lane(Turnstile turnstile, boolean throttled) {
        lock.lock();
        try {
            for (Lane lane : lanes) {
                if (lane.turnstile == turnstile && lane.throttled == throttled) {
                    return lane;
                }
            }
            Lane lane = new Lane(turnstile, throttled);
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

    Ending submit(PendingPin pin, boolean ownThread) throws InterruptedException {
        Lane lane = pin.connection().lane();
        boolean burstGains = gainsFromGathering(lane, pin.policy().batchSize());
        boolean callHere;
        park(List.of(pin), ownThread);
        lock.lock();
        try {
            callHere = !ownThread && !burstGains && lane.peek() == pin && mayAskForTurn(lane);
            lane.turnAskedFor |= callHere;
        } finally {
            lock.unlock();
        }
        if (callHere && lane.turnstile.enter(lane.throttled, () -> turnCame(lane))) {
            Call call = take(lane);
            Ending ending = call == null ? null : settle(call, call.send(), pin);
            advance(false);
            return ending;
        }
        advance(false);
        return null;
    }

    /**
     * Returns whether the caller's thread is better kept free. Were it to send, the next pin of a burst would come only
     * after the answer: nothing would gather, and each would cost a turn. Where the limit is as new, the pin is the first
     * for a while.
     */
    private static boolean gainsFromGathering(Lane lane, int batchSize) {
        boolean firstForAWhile = lane.turnstile.isLimited() && lane.turnstile.isIdle();
        return batchSize > 1 && lane.throttled && !firstForAWhile;
    }

    void submit(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        park(pins, ownThread);
        advance(false);
    }

    /** Takes the pins of one exchange in, when there is room for it. */
    private void park(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long waitedNanos = ownThread ? 0 : awaitRoom(pins.get(0));
            if (closed) {
                throw stopped(pins.get(0));
            }
            for (PendingPin pin : pins) {
                pin.waitedNanos = waitedNanos;
                beginWait(pin);
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

    /** Returns how long the caller waited, in nanoseconds, as far as it counts against a bound. */
    private long awaitRoom(PendingPin pin) throws InterruptedException {
        long maxWait = pin.policy().maxWait().toNanos();
        long left = maxWait;
        while (waitingExchanges >= maxPending && !closed) {
            if (maxWait == 0) {
                room.await();
            } else if (left <= 0) {
                throw waitedTooLong(pin);
            } else {
                left = room.awaitNanos(left);
            }
        }
        return maxWait - left;
    }

    /** Starts all requests that may go now; returns the first of them instead, if the caller can send it itself. */
    private Call advance(boolean callerSends) {
        Call forCaller = null;
        for (Lane lane : lanes) {
            for (Call call = next(lane); call != null; call = next(lane)) {
                if (callerSends && forCaller == null) {
                    forCaller = call;
                } else {
                    start(call);
                }
            }
        }
        return forCaller;
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
        advance(false);
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
            endWait(pin, Stage.CALLING);
            pins.add(pin);
        }
        return new Call(lane, pins);
    }

    private void start(Call call) {
        try {
            senders.execute(() -> sendAll(call));
        } catch (RejectedExecutionException e) {
            settle(call, null, null);
        }
    }

    private void sendAll(Call first) {
        for (Call call = first; call != null; call = advance(true)) {
            settle(call, call.send(), null);
        }
    }

    /**
     * Takes in what became of a call's pins.
     *
     * @param outcomes one for each pin, {@code null} if the call was not sent because the component has stopped
     * @param here     a pin whose ending the caller wants, or {@code null}
     * @return that ending, {@code null} if the pin has not ended
     */
    private Ending settle(Call call, List<Outcome> outcomes, PendingPin here) {
        call.lane().turnstile.answered();
        if (outcomes != null) {
            new Feedback(call.lane().turnstile, time).of(outcomes);
        }
        Endings endings = new Endings();
        lock.lock();
        try {
            inFlight.remove(call);
            for (int i = 0; i < call.pins().size(); i++) {
                PendingPin pin = call.pins().get(i);
                if (outcomes == null) {
                    end(pin, pin.failed(stopped(pin)), endings);
                } else {
                    pin.parking.count(call);
                    settle(pin, outcomes.get(i), call.pins().size(), endings);
                }
            }
        } finally {
            lock.unlock();
        }
        return endings.tellAllBut(here);
    }

    private void settle(PendingPin pin, Outcome outcome, int batchSize, Endings endings) {
        pin.attempts++;
        pin.batchSize = batchSize;
        pin.facts = outcome.facts();
        if (outcome instanceof Outcome.TryAgain again) {
            pin.note(again.failure());
            if (closed) {
                end(pin, pin.failed(stopped(pin)), endings);
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
        beginWait(pin);
        pin.stage = Stage.RESTING;
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
        advance(false);
    }

    private void beginWait(PendingPin pin) {
        if (pin.parking.waiting++ == 0) {
            waitingExchanges++;
        }
        pin.stage = Stage.WAITING;
        pin.waitingSince = time.nanoTime();
        Duration maxWait = pin.policy().maxWait();
        if (!maxWait.isZero()) {
            pin.maxWaitAlarm = time.after(maxWait.minusNanos(pin.waitedNanos), () -> waitedOut(pin));
        }
    }

    private void endWait(PendingPin pin, Stage next) {
        pin.stage = next;
        pin.waitedNanos += time.nanoTime() - pin.waitingSince;
        if (pin.maxWaitAlarm != null) {
            pin.maxWaitAlarm.cancel();
        }
        if (--pin.parking.waiting == 0) {
            waitingExchanges--;
            room.signal();
        }
    }

    private void waitedOut(PendingPin pin) {
        Endings endings = new Endings();
        lock.lock();
        try {
            if (pin.stage != Stage.WAITING && pin.stage != Stage.RESTING) {
                return;
            }
            ChatPinException failure = waitedTooLong(pin);
            pin.note(failure);
            end(pin, pin.failed(failure), endings);
        } finally {
            lock.unlock();
        }
        endings.tellAllBut(null);
        advance(false);
    }

    private void end(PendingPin pin, Ending ending, Endings endings) {
        if (pin.stage != Stage.CALLING) {
            endWait(pin, Stage.ENDED);
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
            closed = true;
            cutOff = List.copyOf(inFlight);
            for (PendingPin pin : order.all()) {
                if (pin.stage != Stage.CALLING) {
                    end(pin, pin.failed(stopped(pin)), endings);
                }
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
        cutOff.forEach(call -> call.connection().transport().close());
        endings.tellAllBut(null);
    }

    private RejectedExecutionException stopped(PendingPin pin) {
        boolean sent = pin.attempts > 0 || pin.stage == Stage.CALLING;
        return new RejectedExecutionException("chatpin was stopped before %s %s"
                .formatted(name, sent ? "confirmed a pin that was sent; it may have been done" : "was sent a pin"));
    }

    private static RateLimitedException waitedTooLong(PendingPin pin) {
        return new RateLimitedException(
                "Waited longer than maxWait=%d ms for a turn at %s"
                        .formatted(
                                pin.policy().maxWait().toMillis(),
                                pin.connection().address()),
                Origin.unanswered(pin.connection().platform(), pin.command.chatId()),
                null);
    }
}
