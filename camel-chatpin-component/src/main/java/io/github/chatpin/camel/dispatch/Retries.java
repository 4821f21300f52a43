package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.Outcome.Scope;
import io.github.chatpin.camel.dispatch.PendingPin.Stage;
import io.github.chatpin.camel.limit.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Brings pins back to their lane for another attempt: at once where the lane itself has to wait, else after a rest.
 * Guarded by the account's lock.
 */
final class Retries {

    private final ReentrantLock lock; // the account's
    private final Timekeeper time;
    private final RandomGenerator random;
    private final WaitingRoom waitingRoom;
    private final Pauses pauses;
    private final Runnable whenBack;

    /** @param whenBack called without the lock when pins are back in their lane */
    Retries(
            ReentrantLock lock,
            Timekeeper time,
            RandomGenerator random,
            WaitingRoom waitingRoom,
            Pauses pauses,
            Runnable whenBack) {
        this.lock = lock;
        this.time = time;
        this.random = random;
        this.waitingRoom = waitingRoom;
        this.pauses = pauses;
        this.whenBack = whenBack;
    }

    /** Begins to take in what became of the pins of one call. */
    OfOneCall ofOneCall() {
        return new OfOneCall();
    }

    /**
     * The pins of one call. Those that rest equally long come back together: one by one they would not share a request
     * any more, and each cost a turn.
     */
    final class OfOneCall {

        private final double jitter = RetryPolicy.jitter(random);
        private final Map<Duration, List<PendingPin>> resting = new HashMap<>();

        /** Takes in that a pin is to be tried again; returns whether it will be. */
        boolean tryAgain(PendingPin pin, Outcome.TryAgain again) {
            boolean willBe = pin.mayTryAgain(again);
            Duration dictated = again.dictatedWait();
            Duration wait = dictated == null ? pin.policy().retry().delay(pin.retries, jitter) : dictated;
            if (again.scope() == Scope.METHOD) { // for the others as well, whether or not this pin comes back
                pauseMethod(pin.command.method(), wait);
            } else if (again.scope() == Scope.BATCH) {
                pauses.pauseBatches(time.nanoTime() + wait.toNanos());
            }
            if (willBe && hasToRest(pin, again.scope())) {
                waitingRoom.enter(pin, Stage.RESTING);
                resting.computeIfAbsent(wait, any -> new ArrayList<>()).add(pin);
            } else if (willBe) {
                waitingRoom.enter(pin, Stage.WAITING);
                pin.lane().add(pin);
            }
            return willBe;
        }

        private static boolean hasToRest(PendingPin pin, Scope scope) {
            return switch (scope) {
                case COMMAND, LIMIT -> true;
                case CONNECTION -> !pin.goesAnew;
                case METHOD, BATCH, CREDENTIALS -> false;
            };
        }

        /** Lets those rest that have to; to be called once, after the last pin. */
        void rest() {
            resting.forEach((wait, pins) -> time.after(wait, () -> rested(pins)));
        }
    }

    private void pauseMethod(String method, Duration wait) {
        if (pauses.pauseMethod(method, time.nanoTime() + wait.toNanos())) {
            time.after(wait, this::pauseIsOver);
        }
    }

    private void pauseIsOver() {
        lock.lock();
        try {
            pauses.release(time.nanoTime());
        } finally {
            lock.unlock();
        }
        whenBack.run();
    }

    private void rested(List<PendingPin> pins) {
        lock.lock();
        try {
            for (PendingPin pin : pins) {
                if (pin.stage == Stage.RESTING) {
                    pin.stage = Stage.WAITING;
                    pin.lane().add(pin);
                }
            }
        } finally {
            lock.unlock();
        }
        whenBack.run();
    }
}
