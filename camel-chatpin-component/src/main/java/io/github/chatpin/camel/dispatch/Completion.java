package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;

/**
 * How a pin ended, after all its attempts.
 *
 * @param command   what was asked for
 * @param outcome   what the answers have come to; {@code null} if it failed for another reason
 * @param failure   why it failed; {@code null} if it was done
 * @param attempts  the requests that its exchange took part in until then
 * @param batchSize the pins in the last of them
 * @param facts     what the last answer told
 */
public record Completion(
        Command command, Outcome outcome, RuntimeException failure, int attempts, int batchSize, AnswerFacts facts) {

    /** Returns the simple name of the exception that it failed with, {@code null} if it was done. */
    public String failureType() {
        return failure == null ? null : failure.getClass().getSimpleName();
    }

    /** Returns how many changes a sync has made. */
    public int changes() {
        return outcome instanceof Outcome.Synced synced ? synced.done().size() : 0;
    }

    /** The completion of a pin that failed before anything was sent. */
    public static Completion unsent(Command command, RuntimeException failure) {
        return new Completion(command, null, failure, 0, 0, AnswerFacts.NONE);
    }
}
