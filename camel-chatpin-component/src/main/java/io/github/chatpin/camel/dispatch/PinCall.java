package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.steps.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that carries pins, at least one. */
final class PinCall extends Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    final ReadyQueue queue;
    final List<Pin> pins;

    /** When it was made. */
    final long begin;

    /** How often the account's credentials had been renewed when it was made. */
    final long renewals;

    private final boolean anew;
    private final List<Command> commands;
    private final Turn turn;
    private final Results results;

    /** Takes in what becomes of pins. Called without the account's guard. */
    interface Results {

        /** A request has ended that carried some pins, or none and a reading; with an answer or without. */
        void requestEnded(int pins, long nanos);

        /** The pins of a call have these outcomes, in their order. */
        void ended(PinCall call, List<Outcome> outcomes);

        /** A call could not be sent. */
        void notSent(PinCall call, Throwable cause);

        /** There is no permit for the pins that stand in a queue, nor will there be. */
        void refused(ReadyQueue queue);
    }

    /**
     * @param queue from which the pins come
     * @param slots of which it has one
     * @param begin when it was made, in the timekeeper's nanoseconds
     * @param anew  whether it goes on a new connection
     */
    PinCall(
            ReadyQueue queue,
            HostSlots slots,
            List<Pin> pins,
            long begin,
            boolean anew,
            long renewals,
            Results results) {
        super(pins.get(0).channel());
        admitted(slots);
        this.queue = queue;
        this.pins = pins;
        this.begin = begin;
        this.anew = anew;
        this.renewals = renewals;
        this.results = results;
        this.commands = new ArrayList<>(pins.size());
        pins.forEach(pin -> commands.add(pin.command));
        this.turn = new Turn(channel.upstream, commands);
    }

    /** Returns how many changes the request had that carried one of the pins, 0 if none did. */
    int pinsWith(int index) {
        return turn.carries(commands.get(index)) ? turn.changes() : 0;
    }

    @Override
    int size() {
        return pins.size();
    }

    @Override
    List<String> chatIds() {
        return commands.stream().map(Command::chatId).toList();
    }

    @Override
    boolean goesAnew() {
        return anew;
    }

    @Override
    UpstreamRequest request() {
        List<Command> parts = turn.parts();
        return parts.isEmpty() ? null : channel.upstream.request(parts);
    }

    @Override
    UpstreamAnswer carry(UpstreamRequest request) throws IOException {
        List<Object> exchanges = pins.stream()
                .map(pin -> pin.submission.trace)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return exchanges.isEmpty()
                ? super.carry(request)
                : channel.traces.follow(
                        new Tracing.Request(
                                channel.platform,
                                channel.upstream.account(),
                                request.method(),
                                turn.changes(),
                                exchanges),
                        () -> super.carry(request));
    }

    @Override
    List<Outcome> outcomes(UpstreamAnswer answer) {
        return turn.outcomes(answer == null ? List.of() : channel.upstream.outcomes(turn.parts(), answer));
    }

    @Override
    void took(long nanos, List<Outcome> outcomes) {
        results.requestEnded(turn.changes(), nanos);
        if (LOG.isDebugEnabled()) {
            try {
                LOG.debug("{}", describe(outcomes, nanos));
            } catch (Throwable e) {
                // An appender that throws must not lose a pin.
            }
        }
    }

    /** Says in one line what was sent, for which exchanges, and what became of it. */
    private String describe(List<Outcome> outcomes, long nanos) {
        StringBuilder line = new StringBuilder("%s: %s of %d in %d ms:"
                .formatted(channel.accountName(), commands.get(0).method(), pins.size(), nanos / 1_000_000));
        for (int i = 0; i < pins.size(); i++) {
            line.append(" %s %s [%s]"
                    .formatted(
                            commands.get(i).chatId(),
                            outcomes.get(i).getClass().getSimpleName(),
                            pins.get(i).submission.recipient.exchangeId()));
        }
        return line.toString();
    }

    @Override
    void ended(List<Outcome> outcomes) {
        results.ended(this, outcomes);
    }

    @Override
    void notSent(Throwable cause) {
        results.notSent(this, cause);
    }
}
