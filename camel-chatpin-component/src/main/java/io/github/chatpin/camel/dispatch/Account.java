package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.CredentialRenewal.Result;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.Outcome.Scope;
import io.github.chatpin.camel.UpstreamAccount;
import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * An upstream account: takes pins in, keeps their order, and ends each of them once.
 *
 * <p>A pin waits behind others of its chat ({@link ChatOrder}), then in its {@link Lane}, from where {@link Traffic}
 * sends it. {@link #settle} takes the outcomes in.
 *
 * <p>Thread-safe. One lock guards everything; no request, callback or turnstile is called under it.
 */
final class Account {

    final AccountControl control;
    final AccountHealth health;
    final AccountUse use;
    private final AccountStatistics statistics;
    private final Timekeeper time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Admission admission;
    private final Traffic traffic;
    private final Renewals renewals;

    // All below: guarded by lock.
    private final ChatOrder order = new ChatOrder();
    private final WaitingRoom waitingRoom;
    private final Pauses pauses = new Pauses();
    private final Retries retries;

    /** @param whenIdle called without the lock when the account, which no endpoint uses, has nothing to do any more */
    Account(
            String platform,
            UpstreamAccount identity,
            int maxPending,
            Timekeeper time,
            Executor senders,
            RandomGenerator random,
            Observer observer,
            Runnable whenIdle) {
        this.time = time;
        this.use = new AccountUse(this::hasNothingToDo, whenIdle);
        this.waitingRoom = new WaitingRoom(maxPending, lock.newCondition(), time, this::waitedTooLong);
        this.admission = new Admission(lock, waitingRoom, order);
        this.renewals = new Renewals(lock, time, senders, random, this);
        this.traffic = new Traffic(lock, identity.maxInFlight(), time, senders, waitingRoom, pauses, renewals, this);
        this.retries = new Retries(lock, time, random, waitingRoom, pauses, traffic::advance);
        this.health = new AccountHealth(lock, time, senders, traffic, renewals, use::forgetIfIdle);
        this.control = new AccountControl(
                platform, identity, lock, time, traffic, waitingRoom, pauses, renewals, observer, this::resumed);
        this.statistics = control.statistics();
    }

    private boolean hasNothingToDo() {
        lock.lock();
        try {
            return order.isEmpty() && !renewals.isUnderWay() && !health.isUnderWay() && !traffic.isSuspended();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the limits that its pins are under: one for each token, if an instance has several. */
    List<Turnstile> limits() {
        return traffic.limits();
    }

    /** Goes by an endpoint's numbers from now on: no other one uses the account, which has something to do still. */
    void adopt(UpstreamAccount identity, int maxPending) {
        lock.lock();
        try {
            waitingRoom.resize(maxPending);
            traffic.resize(identity.maxInFlight());
            control.adopt(identity);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the lane of the pins that stand before a turnstile and may share a request. */
    Lane lane(Turnstile turnstile, boolean throttled, Object transportSettings) {
        return traffic.lane(turnstile, throttled, transportSettings);
    }

    /** Takes one pin in; returns its ending if it was sent on the calling thread and has ended. */
    Ending submit(PendingPin pin, boolean ownThread) throws InterruptedException {
        boolean mayCallHere = !ownThread && pin.lane().mayCallHere(pin.policy().batchSize());
        admission.admit(List.of(pin), ownThread);
        Call call = mayCallHere ? traffic.tryCallHere(pin) : null;
        Ending ending = call == null ? null : settle(call, call.send(time, statistics), pin);
        traffic.advance();
        return ending;
    }

    /** Takes many pins in. */
    void submit(List<PendingPin> pins, boolean ownThread) throws InterruptedException {
        admission.admit(pins, ownThread);
        traffic.advance();
    }

    /** Sends a call on the calling thread, and takes in the outcomes of its pins. */
    void send(Call call) {
        settle(call, call.send(time, statistics), null);
    }

    /**
     * Takes in what became of a call's pins.
     *
     * @param outcomes one for each pin
     * @param here     a pin whose ending the caller wants, or {@code null}
     * @return that ending, {@code null} if the pin has not ended
     */
    private Ending settle(Call call, List<Outcome> outcomes, PendingPin here) {
        call.connection().teachLimit(outcomes, time);
        Endings endings = new Endings(statistics);
        boolean renewalIsDue = false;
        lock.lock();
        try {
            traffic.ended(call);
            Retries.OfOneCall retriesOfCall = retries.ofOneCall();
            for (int i = 0; i < outcomes.size(); i++) {
                PendingPin pin = call.pins().get(i);
                pin.answered(call, outcomes.get(i));
                settle(pin, outcomes.get(i), retriesOfCall, endings);
                renewalIsDue |= hasExpiredCredentials(outcomes.get(i)) && renewals.isDueAfter(call);
            }
            retriesOfCall.rest();
        } finally {
            lock.unlock();
        }
        if (renewalIsDue) {
            renewals.start();
        }
        Ending ending = endings.tellAllBut(here);
        use.forgetIfIdle();
        return ending;
    }

    /** Takes in that a call cannot be sent, because the senders have stopped or there is no thread for it. */
    void abandon(Call call, Throwable cause) {
        call.lane().turnstile.giveBack();
        List<Outcome> outcomes = call.unsent(cause);
        endSome(endings -> {
            traffic.ended(call);
            Retries.OfOneCall retriesOfCall = retries.ofOneCall();
            for (int i = 0; i < outcomes.size(); i++) {
                PendingPin pin = call.pins().get(i);
                if (cause instanceof RejectedExecutionException) {
                    end(pin, pin.failed(pin.stopped()), endings);
                } else {
                    settle(pin, outcomes.get(i), retriesOfCall, endings);
                }
            }
            retriesOfCall.rest();
        });
    }

    /** Takes in that there is no turn for the pins that stand in a lane. */
    void refuse(Lane lane) {
        endSome(endings -> {
            for (PendingPin pin = lane.peek(); pin != null; pin = lane.peek()) {
                end(pin, pin.failed(pin.withoutTurn()), endings);
            }
        });
        traffic.advance();
    }

    /** Changes something under the lock, and tells without it whose pins have ended by that. */
    private void endSome(Consumer<Endings> change) {
        Endings endings = new Endings(statistics);
        lock.lock();
        try {
            change.accept(endings);
        } finally {
            lock.unlock();
        }
        endings.tellAll();
        use.forgetIfIdle();
    }

    private void resumed() {
        traffic.advance();
        use.forgetIfIdle();
    }

    private void settle(PendingPin pin, Outcome outcome, Retries.OfOneCall retriesOfCall, Endings endings) {
        if (outcome instanceof Outcome.TryAgain again) {
            int retriesBefore = pin.retries;
            if (waitingRoom.isClosed()) {
                pin.note(again.failure());
                end(pin, pin.failed(pin.stopped()), endings);
            } else if (retriesOfCall.tryAgain(pin, again)) {
                pin.note(again.failure());
                if (pin.retries > retriesBefore) { // that credentials expire is in the order of things
                    endings.addRetry(again.failure());
                }
            } else {
                end(pin, pin.failed(again.failure()), endings);
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            end(pin, pin.failed(refused.failure()), endings);
        } else {
            end(pin, pin.done(outcome), endings);
        }
    }

    private static boolean hasExpiredCredentials(Outcome outcome) {
        return outcome instanceof Outcome.TryAgain again && again.scope() == Scope.CREDENTIALS;
    }

    /** Returns a pin that a renewal is for, {@code null} if there is none. The lock must be held. */
    PendingPin anyone() {
        return waitingRoom.isClosed() ? null : order.anyone();
    }

    /** Returns whether what is under way is cut off. The lock must be held. */
    boolean isClosed() {
        return waitingRoom.isClosed();
    }

    /** Takes in what became of a renewal. Called without the lock. */
    void renewalEnded(Result result) {
        endSome(endings -> {
            renewals.ended(result);
            if (!(result instanceof Result.Renewed)) {
                endAllThatWait(pin -> pin.notRenewed(result), endings);
            }
        });
        traffic.advance();
    }

    private void waitedTooLong(PendingPin pin) {
        endSome(endings -> {
            if (pin.stage == Stage.WAITING || pin.stage == Stage.RESTING) {
                end(pin, pin.failed(pin.waitedTooLong()), endings);
            }
        });
        traffic.advance();
    }

    private void end(PendingPin pin, Ending ending, Endings endings) {
        if (pin.stage != Stage.CALLING) {
            waitingRoom.leave(pin, Stage.ENDED);
            pauses.forget(pin);
            pin.lane().remove(pin);
        }
        pin.stage = Stage.ENDED;
        endings.add(pin, ending);
        PendingPin next = order.moveUp(pin);
        if (next != null) {
            next.lane().add(next);
        }
    }

    private void endAllThatWait(Function<PendingPin, RuntimeException> why, Endings endings) {
        for (PendingPin pin : order.all()) {
            if (pin.stage != Stage.CALLING) {
                end(pin, pin.failed(why.apply(pin)), endings);
            }
        }
    }

    /** Fails what waits and cuts off what is under way; nothing is taken in any more. */
    void close() {
        List<Connection> cutOff = new ArrayList<>(health.close());
        endSome(endings -> {
            waitingRoom.close();
            traffic.underWay().forEach(call -> cutOff.add(call.connection()));
            cutOff.removeIf(connection -> renewals.isUsing(connection.transport()));
            endAllThatWait(PendingPin::stopped, endings);
        });
        cutOff.forEach(Connection::cutOff);
    }
}
