package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.http.StaleConnectionException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.Timekeeper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** One request to an upstream: what it asks, what its answer means, and who learns of that. */
abstract class Call {

    final Channel channel;
    private boolean sent;
    private HostSlots slots; // of which it has one, from its admission until its outcomes are taken in

    Call(Channel channel) {
        this.channel = channel;
    }

    /** Takes in of which slots it has one. */
    final void admitted(HostSlots itsSlots) {
        slots = itsSlots;
    }

    /** Returns the chats that it is about, in the order of its outcomes; {@code null} for what is about none. */
    abstract List<String> chatIds();

    /** Returns how many chats that are. */
    abstract int size();

    /** Makes the request; {@code null} if nothing needs to be sent. */
    abstract UpstreamRequest request();

    /** Returns what an answer means, one outcome for each chat; {@code null} stands for that of nothing that was sent. */
    abstract List<Outcome> outcomes(UpstreamAnswer answer);

    /** Returns whether something was sent. */
    final boolean isSent() {
        return sent;
    }

    /** Returns whether it goes on a new connection, since one that was kept has turned out to be closed. */
    abstract boolean goesAnew();

    /** Takes in how long the request took, before {@link #ended}. */
    void took(long nanos, List<Outcome> outcomes) {}

    /** Takes in that it has been sent, and what came of it. */
    abstract void ended(List<Outcome> outcomes);

    /** Takes in that it could not be sent: the senders have stopped, or there is no thread for it. */
    abstract void notSent(Throwable cause);

    /** Gives slot and permit back, since nothing was sent. */
    final void giveBack() {
        channel.limiter.giveBack();
        slots.giveBack();
    }

    /** Gives the slot back, after all that its thread does for it: so there are no more threads than slots. */
    final void giveSlotBack() {
        slots.giveBack();
    }

    /** Sends the request on the calling thread, and returns an outcome for each chat, whatever happens. */
    final List<Outcome> send(Timekeeper time) {
        long begin = time.nanoTime();
        List<Outcome> outcomes = sendAndRead(time);
        if (sent) {
            took(time.nanoTime() - begin, outcomes);
        }
        return outcomes;
    }

    private List<Outcome> sendAndRead(Timekeeper time) {
        try {
            UpstreamRequest request = request();
            if (request == null) {
                channel.limiter.giveBack();
                return checked(outcomes(null));
            }
            sent = true;
            long begin = time.nanoTime();
            UpstreamAnswer answer = carry(request);
            channel.answeredAfter(time.nanoTime() - begin);
            return checked(outcomes(answer));
        } catch (IOException e) {
            channel.answeredAfter(Long.MAX_VALUE);
            Outcome.Scope scope =
                    e instanceof StaleConnectionException ? Outcome.Scope.CONNECTION : Outcome.Scope.COMMAND;
            return failed("No answer from ", e, scope);
        } catch (Throwable e) {
            // A fault of our own, or of a third party's platform: no exchange may be forgotten over it.
            sent = true; // as far as is known
            channel.answeredAfter(Long.MAX_VALUE);
            return forEach(chatId -> new Outcome.Refused(
                    channel.failure("Could not make the request or read the answer of ", chatId, e, false),
                    AnswerFacts.NONE));
        }
    }

    /** Sends the request it made. */
    UpstreamAnswer carry(UpstreamRequest request) throws IOException {
        return channel.send(request, goesAnew());
    }

    private List<Outcome> checked(List<Outcome> outcomes) {
        if (outcomes.size() != size()) {
            throw new IllegalStateException(
                    "The platform gave %d outcomes for %d commands".formatted(outcomes.size(), size()));
        }
        outcomes.forEach(outcome -> Objects.requireNonNull(outcome, "outcome"));
        return outcomes;
    }

    /** Returns the outcomes of a request that had no answer, which may pass. */
    final List<Outcome> failed(String what, Throwable cause, Outcome.Scope scope) {
        return forEach(chatId ->
                new Outcome.TryAgain(channel.failure(what, chatId, cause, true), null, scope, AnswerFacts.NONE));
    }

    private List<Outcome> forEach(Function<String, Outcome> outcome) {
        return chatIds().stream().map(outcome).toList(); // chat ids may be null, outcomes are not
    }
}
