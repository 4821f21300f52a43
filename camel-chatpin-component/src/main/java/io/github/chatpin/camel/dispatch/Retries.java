package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes pins ready for another attempt: at once where something else has to wait than the pin itself, else after a
 * backoff. Guarded by the account's guard.
 */
final class Retries {

    private final Guard guard;
    private final Timekeeper time;
    private final RandomGenerator random;
    private final PendingExchanges pending;
    private final Dispatcher dispatcher;

    Retries(Guard guard, Timekeeper time, RandomGenerator random, PendingExchanges pending, Dispatcher dispatcher) {
        this.guard = guard;
        this.time = time;
        this.random = random;
        this.pending = pending;
        this.dispatcher = dispatcher;
    }

    /** Begins to take in what became of the pins of one call. */
    OfOneCall ofOneCall() {
        return new OfOneCall();
    }

    /**
     * The pins of one call. Those whose backoff is equally long come back together: one by one they would not share a
     * request any more, and each cost a permit.
     */
    final class OfOneCall {

        private final double jitter = RetryPolicy.jitter(random);
        private Map<Duration, List<Pin>> backingOff = Map.of();

        /** Takes in that a pin is to be tried again; returns whether it will be. */
        boolean tryAgain(Pin pin, Outcome.TryAgain again) {
            guard.mustBeHeld();
            boolean willBe = pin.mayTryAgain(again);
            Duration dictated = again.dictatedWait();
            Duration wait = dictated == null ? pin.policy().retry().delay(pin.retries, jitter) : dictated;
            if (again.scope() == Scope.METHOD) { // for the others as well, whether or not this pin comes back
                dispatcher.pauseMethod(pin.command.method(), wait);
            } else if (again.scope() == Scope.BATCH) {
                dispatcher.pauseBatches(wait);
            }
            if (willBe && backsOff(pin, again.scope())) {
                pending.enter(pin, Stage.BACKING_OFF);
                if (backingOff.isEmpty()) {
                    backingOff = new HashMap<>();
                }
                backingOff.computeIfAbsent(wait, any -> new ArrayList<>()).add(pin);
            } else if (willBe) {
                pending.enter(pin, Stage.WAITING);
                dispatcher.ready(pin);
            }
            return willBe;
        }

        private static boolean backsOff(Pin pin, Scope scope) {
            return switch (scope) {
                case COMMAND, LIMIT -> true;
                case CONNECTION -> !pin.goesAnew;
                case METHOD, BATCH, CREDENTIALS -> false;
            };
        }

        /** Begins the backoffs; to be called once, after the last pin. */
        void backOff() {
            backingOff.forEach((wait, pins) -> time.after(wait, () -> comeBack(pins)));
        }
    }

    private void comeBack(List<Pin> pins) {
        guard.run(() -> pins.stream()
                .filter(pin -> pin.stage == Stage.BACKING_OFF)
                .forEach(pin -> {
                    pin.stage = Stage.WAITING;
                    dispatcher.ready(pin);
                }));
        dispatcher.advance();
    }
}
