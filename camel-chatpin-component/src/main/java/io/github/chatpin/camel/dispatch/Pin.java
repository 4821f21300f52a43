package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.Step;
import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A pin on its way, or a reading, which goes the same way. Its mutable state is guarded by the account's guard. */
final class Pin {

    /** The number of a pin that has none yet. */
    static final long NEW = -1;

    private static final int REMEMBERED_FAILURES = 5; // there may be any number of retries

    /** Where a pin is on its way. */
    enum Stage {
        /** Behind another pin of the same chat, ready for a request, or paused with its method. */
        WAITING,
        /** In a request that is in flight. */
        IN_FLIGHT,
        /** Between two attempts. */
        BACKING_OFF,
        /** Its exchange knows how it ended, or is being told. */
        ENDED
    }

    final int index; // among the exchange's pins
    final Submission submission;
    final boolean isReading; // from the beginning, whatever its commands

    Command command; // where a change takes several, the one that it is at
    Stage stage = Stage.WAITING;
    long number = NEW; // in the order in which the account's pins came
    Pin before; // the one before of the same chat
    Pin behind; // the next one of the same chat
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

    Pin(Command command, int index, Submission submission) {
        this.command = command;
        this.index = index;
        this.submission = submission;
        this.isReading = command.isReading();
    }

    Channel channel() {
        return submission.channel;
    }

    DeliveryPolicy policy() {
        return submission.channel.policy;
    }

    /** Returns for how many commands there is room in its request. */
    int mostInItsRequest() {
        return command.isReading() ? 1 : policy().batchSize();
    }

    /** Returns whether it may end because it has waited too long. */
    boolean mayTimeOut() {
        return !(command instanceof Step step) || step.mayTimeOut();
    }

    /** Returns which pins it may share a request with: with {@code throttle=false} others, once it was refused for the limit. */
    QueueKey queue() {
        return channel().queue(command, policy().throttled() || refusedForLimit);
    }

    /**
     * Notes that a request which the pin was in has ended, and what that told.
     *
     * @param request which request, for the exchange's count
     * @param pins    how many it carried, 0 if it did not carry this one
     */
    void answered(Object request, int pins, Outcome outcome) {
        attempts++;
        batchSize = pins == 0 ? batchSize : pins;
        facts = outcome.facts();
        submission.count(request);
    }

    /** Takes the next step of what it is doing. */
    void goOn(Step next) {
        command = next;
        retries = next.isNewTask() ? 0 : retries;
    }

    /** Counts another attempt, and returns whether it may be made. */
    boolean mayTryAgain(Outcome.TryAgain again) {
        refusedForLimit |= isForTheLimit(again);
        goesAnew = again.scope() == Scope.CONNECTION && !goesAnew;
        if (goesAnew) {
            return true;
        }
        if (again.scope() == Scope.CREDENTIALS && !renewedFor) {
            renewedFor = true; // credentials expire regularly, which is no fault
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
                        .formatted(policy().maxWait().toMillis(), channel().accountName()),
                Origin.unanswered(channel().platform, command.chatId()),
                null);
    }

    UpstreamUnavailableException withoutPermit() {
        return new UpstreamUnavailableException(
                "Not sent to %s: the bucket store that shares its limit with other processes does not answer"
                        .formatted(channel().accountName()),
                Origin.unanswered(channel().platform, command.chatId()),
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
        return new Origin(channel().platform, command.chatId(), statusCode, errorCode);
    }

    RejectedExecutionException stopped() {
        boolean sent = attempts > 0;
        return new RejectedExecutionException("chatpin was stopped before %s %s"
                .formatted(
                        channel().accountName(),
                        command.isReading()
                                ? "told which chats are pinned"
                                : sent ? "confirmed a pin that was sent; it may have been done" : "was sent a pin"));
    }

    Completion done(Outcome outcome) {
        return new Completion(command, outcome, null, submission.requests(), batchSize, facts);
    }

    /** Makes the completion of a pin that has failed; the failures of its last attempts become suppressed. */
    Completion failed(RuntimeException failure) {
        List<Throwable> known = List.of(failure.getSuppressed()); // a platform may give one failure to several pins
        earlierFailures.stream()
                .filter(earlier -> earlier != failure && !known.contains(earlier))
                .forEach(failure::addSuppressed);
        return new Completion(command, null, failure, submission.requests(), batchSize, facts);
    }

    /** The same where the failure is what the upstream's answers have come to. */
    Completion failed(RuntimeException failure, Outcome.Refused outcome) {
        Completion failed = failed(failure);
        return new Completion(
                command, outcome, failed.failure(), failed.attempts(), failed.batchSize(), failed.facts());
    }
}
