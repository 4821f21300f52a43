package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.LimitReport;
import java.time.Instant;
import java.util.Map;

/**
 * How an account is doing. Without a secret.
 *
 * @param name          names the account
 * @param platform      its platform
 * @param settings      the options that its limit follows from, in the order of their names
 * @param limit         how its limit is doing, which other accounts may share
 * @param pending       the exchanges that wait, for a request or for another attempt
 * @param inFlight      the requests that are in flight
 * @param suspended     whether it was told to send nothing
 * @param renewing      whether its credentials are being renewed
 * @param pausedMethods the methods that the upstream has told it to leave alone, and until when
 * @param counts        what it has done since it was opened
 * @param lastFailure   the last failure of an attempt, {@code null} if there was none
 */
public record AccountReport(
        String name,
        String platform,
        Map<String, Object> settings,
        LimitReport limit,
        int pending,
        int inFlight,
        boolean suspended,
        boolean renewing,
        Map<String, Instant> pausedMethods,
        Counts counts,
        LastFailure lastFailure) {

    /**
     * What an account has done.
     *
     * @param requests      requests that have ended
     * @param batches       those of them with several pins
     * @param pinsInBatches the pins in these
     * @param largestBatch  the most pins in one request
     * @param done          pins that were done
     * @param failed        pins that failed, by the simple name of the exception
     * @param retries       further attempts
     */
    public record Counts(
            long requests,
            long batches,
            long pinsInBatches,
            long largestBatch,
            long done,
            Map<String, Long> failed,
            long retries) {}

    /**
     * A failure.
     *
     * @param type    the exception's simple name
     * @param message its message
     * @param at      when it happened
     */
    public record LastFailure(String type, String message, Instant at) {}
}
