package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.PinCommand;
import io.github.chatpin.camel.Upstream;
import io.github.chatpin.camel.UpstreamAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One request and the pins that it carries.
 *
 * @param lane where it had its turn
 * @param pins at least one
 * @param renewals how often the account's credentials had been renewed when it was made
 */
record Call(Lane lane, List<PendingPin> pins, long renewals) {

    Connection connection() {
        return pins.get(0).connection();
    }

    /** Sends the request on the calling thread and returns an outcome for each pin, whatever happens. */
    List<Outcome> send() {
        Connection connection = connection();
        Upstream upstream = connection.upstream();
        List<PinCommand> commands = new ArrayList<>(pins.size());
        pins.forEach(pin -> commands.add(pin.command));
        try {
            UpstreamAnswer answer = connection.transport().send(upstream.request(commands));
            List<Outcome> outcomes = upstream.outcomes(commands, answer);
            if (outcomes.size() != commands.size()) {
                throw new IllegalStateException(
                        "The platform gave %d outcomes for %d commands".formatted(outcomes.size(), commands.size()));
            }
            outcomes.forEach(outcome -> Objects.requireNonNull(outcome, "outcome"));
            return outcomes;
        } catch (IOException e) {
            return forEach(pin -> new Outcome.TryAgain(
                    connection.failure("No answer from ", pin.command.chatId(), e, true),
                    null,
                    Outcome.Scope.COMMAND,
                    AnswerFacts.NONE));
        } catch (Throwable e) {
            // A fault of our own, or of a third party's platform: no exchange may be forgotten over it.
            return forEach(pin -> new Outcome.Refused(
                    connection.failure(
                            "Could not make the request or read the answer of ", pin.command.chatId(), e, false),
                    AnswerFacts.NONE));
        }
    }

    private List<Outcome> forEach(Function<PendingPin, Outcome> outcome) {
        return pins.stream().map(outcome).toList();
    }
}
