package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.CredentialRenewal.Result;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.Outcome.Scope;
import io.github.chatpin.camel.PinCommand;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.limit.Timekeeper.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A pin on its way. Its mutable state is guarded by the account's lock. */
final class PendingPin {

    private static final int REMEMBERED_FAILURES = 5; // there may be any number of retries

    /** Where a pin is on its way. */
    enum Stage {
        /** Behind another of the same chat, or in its lane. */
        WAITING,
        /** In a request under way. */
        CALLING,
        /** Between two attempts. */
        RESTING,
        /** Its recipient knows how it ended, or is being told. */
        ENDED
    }

    final PinCommand command;
    final int index;
    final Parking parking;

    Stage stage = Stage.WAITING;
    long number; // in the order in which the account's pins came
    PendingPin before; // the one before of the same chat
    PendingPin behind; // the next one of the same chat
    int retries;
    boolean goesAnew; // on a new connection, since the last one was closed
    private int attempts;
    private boolean renewedFor;
    private boolean refusedForLimit;
    private final List<ChatPinException> earlierFailures = new ArrayList<>(0); // the latest first
    private int batchSize;
    private AnswerFacts facts = AnswerFacts.NONE;
    long waitingSince;
    long waitedNanos;
    Alarm maxWaitAlarm;

    PendingPin(PinCommand command, int index, Parking parking) {
        this.command = command;
        this.index = index;
        this.parking = parking;
    }

    Connection connection() {
        return parking.connection;
    }

    DeliveryPolicy policy() {
        return parking.connection.policy();
    }

    /** Returns its lane: with {@code throttle=false} another one once it was refused for the limit. */
    Lane lane() {
        return refusedForLimit ? parking.connection.throttledLane() : parking.connection.lane();
    }

    /** Notes that a request which the pin was in has ended, and what that told. */
    void answered(Call call, Outcome outcome) {
        attempts++;
        batchSize = call.pins().size();
        facts = outcome.facts();
        parking.count(call);
    }

    /** Counts another attempt, and returns whether it may be made. */
    boolean mayTryAgain(Outcome.TryAgain again) {
        refusedForLimit |= isForTheLimit(again);
        goesAnew = again.scope() == Scope.CONNECTION && !goesAnew;
        if (goesAnew) {
            return true;
        }
        if (again.scope() == Scope.CREDENTIALS && !renewedFor) {
            renewedFor = true; // that they expire is in the order of things
            return true;
        }
        return ++retries <= policy().retry().maxRetries();
    }

    private static boolean isForTheLimit(Outcome.TryAgain again) {
        boolean isUnnamed = again.scope() == Scope.COMMAND && again.failure() instanceof RateLimitedException;
        return again.scope() == Scope.LIMIT || isUnnamed; // a 429 that does not say whose limit it is, or until when
    }

    /** Keeps the failure of an attempt after which the pin does not end yet. */
    void note(ChatPinException failure) {
        earlierFailures.add(0, failure);
        if (earlierFailures.size() > REMEMBERED_FAILURES) {
            earlierFailures.remove(REMEMBERED_FAILURES);
        }
    }

    RateLimitedException waitedTooLong() {
        return new RateLimitedException(
                "Waited longer than maxWait=%d ms for a turn at %s"
                        .formatted(policy().maxWait().toMillis(), connection().accountName()),
                Origin.unanswered(connection().platform(), command.chatId()),
                null);
    }

    UpstreamUnavailableException withoutTurn() {
        return new UpstreamUnavailableException(
                "Not sent to %s: the bucket store that shares its limit with other processes does not answer"
                        .formatted(connection().accountName()),
                Origin.unanswered(connection().platform(), command.chatId()),
                true);
    }

    /** Makes the failure of a pin that waited for a renewal. */
    ChatPinException notRenewed(Result result) {
        if (result instanceof Result.Refused refused) {
            return new AuthenticationException(refused.message(), origin(refused.statusCode(), refused.errorCode()));
        }
        if (result instanceof Result.Unavailable fault) {
            return new UpstreamUnavailableException(fault.message(), origin(fault.statusCode(), null), fault.mayPass());
        }
        throw new IllegalStateException("No failure of a renewal: " + result.getClass());
    }

    private Origin origin(int statusCode, String errorCode) {
        return new Origin(connection().platform(), command.chatId(), statusCode, errorCode);
    }

    RejectedExecutionException stopped() {
        boolean sent = attempts > 0;
        return new RejectedExecutionException("chatpin was stopped before %s %s"
                .formatted(
                        connection().accountName(),
                        sent ? "confirmed a pin that was sent; it may have been done" : "was sent a pin"));
    }

    Ending done(Outcome outcome) {
        return new Ending(command, outcome, null, parking.requests, batchSize, facts);
    }

    /** Makes the ending of a pin that has failed; the failures of its last attempts before become suppressed. */
    Ending failed(RuntimeException failure) {
        List<Throwable> known = List.of(failure.getSuppressed()); // a platform may give one failure to several pins
        earlierFailures.stream()
                .filter(earlier -> earlier != failure && !known.contains(earlier))
                .forEach(failure::addSuppressed);
        return new Ending(command, null, failure, parking.requests, batchSize, facts);
    }

    /** What the pins of one exchange have in common: the exchange counts once, however many of them wait. */
    static final class Parking {

        final Connection connection;
        final Recipient recipient;
        int waiting;
        int requests;
        private Call lastCall;

        Parking(Connection connection, Recipient recipient) {
            this.connection = connection;
            this.recipient = recipient;
        }

        /** Counts a request that some of the exchange's pins are in. */
        private void count(Call call) {
            if (lastCall != call) {
                lastCall = call;
                requests++;
            }
        }
    }
}
