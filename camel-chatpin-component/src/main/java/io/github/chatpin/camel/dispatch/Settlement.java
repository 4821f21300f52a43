package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.Step;

/**
 * Decides what an outcome does with its pin: it is sent again, goes on with its next command, or ends. Guarded by the
 * account's guard.
 */
final class Settlement {

    private final Guard guard;
    private final PendingExchanges pending;
    private final Dispatcher dispatcher;
    private final CommandSteps steps;

    Settlement(Guard guard, PendingExchanges pending, Dispatcher dispatcher, CommandSteps steps) {
        this.guard = guard;
        this.pending = pending;
        this.dispatcher = dispatcher;
        this.steps = steps;
    }

    /** Takes in the outcome of a pin's command. */
    void settle(Pin pin, Outcome outcome, Retries.OfOneCall retriesOfCall, Completions completions) {
        guard.mustBeHeld();
        if (outcome instanceof Outcome.TryAgain again) {
            tryAgain(pin, again, retriesOfCall, completions);
        } else {
            goOnOrEnd(pin, outcome, completions);
        }
    }

    private void tryAgain(Pin pin, Outcome.TryAgain again, Retries.OfOneCall retriesOfCall, Completions completions) {
        pin.command = next(pin.command, again);
        int retriesBefore = pin.retries;
        if (pending.isClosed()) {
            pin.note(again.failure());
            end(pin, pin.failed(pin.stopped()), completions);
        } else if (retriesOfCall.tryAgain(pin, again)) {
            pin.note(again.failure());
            if (pin.retries > retriesBefore) { // not for expired credentials, nor for a closed connection
                completions.addRetry(again.failure());
            }
        } else {
            giveUp(pin, again.failure(), completions);
        }
    }

    private static Command next(Command command, Outcome.TryAgain again) {
        if (again.next() != null) {
            return again.next();
        }
        boolean isUnknown = again.scope() != Scope.CONNECTION; // else nothing came of it, and it goes at once
        return isUnknown && command instanceof Step step ? step.again() : command;
    }

    /** Ends a pin that is not tried again, but for what is left to do for it. */
    private void giveUp(Pin pin, ChatPinException failure, Completions completions) {
        Outcome outcome = pin.command instanceof Step step
                ? step.givenUp(failure)
                : new Outcome.Refused(failure, AnswerFacts.NONE);
        if (outcome instanceof Outcome.Continued) {
            pin.note(failure);
            pin.retries = 0; // for what is left
        }
        goOnOrEnd(pin, outcome, completions);
    }

    private void goOnOrEnd(Pin pin, Outcome outcome, Completions completions) {
        if (outcome instanceof Outcome.Continued continued) {
            goOn(pin, continued.next(), completions);
        } else if (outcome instanceof Outcome.Refused refused) {
            end(pin, pin.failed(refused.failure(), refused), completions);
        } else {
            end(pin, pin.done(outcome), completions);
        }
    }

    private void goOn(Pin pin, Command next, Completions completions) {
        if (next instanceof Step step) {
            pin.goOn(step);
        }
        if (pending.isClosed()) {
            end(pin, pin.failed(pin.stopped()), completions);
        } else {
            pending.enter(pin, Stage.WAITING);
            steps.goOn(pin, next);
        }
    }

    /** Ends a pin, in flight or waiting, whose exchange is told when the guard is released. */
    void end(Pin pin, Completion completion, Completions completions) {
        guard.mustBeHeld();
        if (pin.stage != Stage.IN_FLIGHT) {
            pending.leave(pin, Stage.ENDED);
            dispatcher.forget(pin);
        }
        pin.stage = Stage.ENDED;
        completions.add(pin, completion);
        steps.end(pin);
    }
}
