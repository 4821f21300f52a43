package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.memory.PinMemory;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an account is doing. Without a secret.
 *
 * @param name          names the account
 * @param platform      its platform
 * @param gateway       what carries its requests to the upstream, {@code null} where nothing does
 * @param settings      the options that its limit follows from, in the order of their names
 * @param limit         how its limit is doing, which other accounts may share
 * @param pending       the exchanges that wait, for a request or for another attempt
 * @param inFlight      the requests that are in flight
 * @param suspended     whether it was told to send nothing
 * @param renewing      whether its credentials are being renewed
 * @param pausedMethods the methods that the upstream has told it to leave alone, and until when
 * @param pins          what is known of the pins of each method
 * @param counts        what it has done since it was opened
 * @param lastFailure   the last failure of an attempt, {@code null} if there was none
 */
public record AccountReport(
        String name,
        String platform,
        String gateway,
        Map<String, Object> settings,
        LimitReport limit,
        int pending,
        int inFlight,
        boolean suspended,
        boolean renewing,
        Map<String, Instant> pausedMethods,
        Map<String, Pins> pins,
        Counts counts,
        LastFailure lastFailure) {

    /**
     * What is known of a method's pins.
     *
     * @param limit      the cap that endpoints keep, {@code null} if there is none
     * @param listed     how many chats the last list showed as pinned, {@code null} before the first one
     * @param remembered how many chats this component has pinned and not unpinned since, as far as it knows
     */
    public record Pins(Integer limit, Integer listed, int remembered) {

        /** Returns what is known of each method's pins, {@code memory} being {@code null} where the platform has none. */
        static Map<String, Pins> of(PinMemory memory) {
            Map<String, Pins> pins = new TreeMap<>();
            if (memory != null) {
                memory.known()
                        .forEach((method, known) -> pins.put(
                                method,
                                new Pins(
                                        known.places().limit(),
                                        known.remembered().listed(),
                                        known.remembered().size())));
            }
            return pins;
        }

        /** Says the same in words. */
        @Override
        public String toString() {
            return remembered + " remembered"
                    + (listed == null ? "" : ", " + listed + " listed")
                    + (limit == null ? "" : ", " + limit + " at most");
        }
    }

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
     * @param syncs         syncs that have ended
     * @param changes       the pins and unpins that syncs have made
     * @param evictions     chats that were unpinned to make room
     */
    public record Counts(
            long requests,
            long batches,
            long pinsInBatches,
            long largestBatch,
            long done,
            Map<String, Long> failed,
            long retries,
            long syncs,
            long changes,
            long evictions) {}

    /**
     * A failure.
     *
     * @param type    the exception's simple name
     * @param message its message
     * @param at      when it happened
     */
    public record LastFailure(String type, String message, Instant at) {}
}
