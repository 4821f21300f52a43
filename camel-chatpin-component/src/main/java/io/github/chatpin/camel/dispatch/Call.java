package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.PinCommand;
import io.github.chatpin.camel.Upstream;
import io.github.chatpin.camel.UpstreamAnswer;
import io.github.chatpin.camel.UpstreamRequest;
import io.github.chatpin.camel.limit.Timekeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and the pins that it carries.
 *
 * @param lane where it had its turn
 * @param pins at least one
 * @param anew whether it goes on a new connection
 * @param renewals how often the account's credentials had been renewed when it was made
 */
record Call(Lane lane, List<PendingPin> pins, boolean anew, long renewals) {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    Connection connection() {
        return pins.get(0).connection();
    }

    /** Sends the request on the calling thread and returns an outcome for each pin, whatever happens. */
    List<Outcome> send(Timekeeper time, AccountStatistics statistics) {
        long begin = time.nanoTime();
        List<Outcome> outcomes = outcomes(time);
        long nanos = time.nanoTime() - begin;
        statistics.requestEnded(outcomes.size(), nanos);
        log(outcomes, nanos);
        return outcomes;
    }

    private List<Outcome> outcomes(Timekeeper time) {
        Connection connection = connection();
        Upstream upstream = connection.upstream();
        List<PinCommand> commands = new ArrayList<>(pins.size());
        pins.forEach(pin -> commands.add(pin.command));
        try {
            UpstreamRequest request = upstream.request(commands);
            long begin = time.nanoTime();
            UpstreamAnswer answer = connection.send(request, anew);
            lane.answered(time.nanoTime() - begin);
            List<Outcome> outcomes = upstream.outcomes(commands, answer);
            if (outcomes.size() != commands.size()) {
                throw new IllegalStateException(
                        "The platform gave %d outcomes for %d commands".formatted(outcomes.size(), commands.size()));
            }
            outcomes.forEach(outcome -> Objects.requireNonNull(outcome, "outcome"));
            return outcomes;
        } catch (IOException e) {
            lane.notAnswered();
            return forEach(pin -> connection.unanswered(pin.command.chatId(), e));
        } catch (Throwable e) {
            // A fault of our own, or of a third party's platform: no exchange may be forgotten over it.
            lane.notAnswered();
            return forEach(pin -> new Outcome.Refused(
                    connection.failure(
                            "Could not make the request or read the answer of ", pin.command.chatId(), e, false),
                    AnswerFacts.NONE));
        }
    }

    /** Returns an outcome for each pin where the request could not be sent, which may pass. */
    List<Outcome> unsent(Throwable cause) {
        return forEach(pin -> new Outcome.TryAgain(
                connection().failure("Could not send a request to ", pin.command.chatId(), cause, true),
                null,
                Outcome.Scope.COMMAND,
                AnswerFacts.NONE));
    }

    /** Logs in one line what was sent, for which exchanges, and what became of it. */
    private void log(List<Outcome> outcomes, long nanos) {
        if (LOG.isDebugEnabled()) {
            try {
                LOG.debug("{}", describe(outcomes, nanos));
            } catch (Throwable e) {
                // An appender that throws must not lose a pin.
            }
        }
    }

    private String describe(List<Outcome> outcomes, long nanos) {
        StringBuilder line = new StringBuilder("%s: %s of %d in %d ms:"
                .formatted(connection().accountName(), pins.get(0).command.method(), pins.size(), nanos / 1_000_000));
        for (int i = 0; i < pins.size(); i++) {
            PendingPin pin = pins.get(i);
            line.append(" %s %s [%s]"
                    .formatted(
                            pin.command.chatId(),
                            outcomes.get(i).getClass().getSimpleName(),
                            pin.parking.recipient.exchangeId()));
        }
        return line.toString();
    }

    private List<Outcome> forEach(Function<PendingPin, Outcome> outcome) {
        return pins.stream().map(outcome).toList();
    }
}
