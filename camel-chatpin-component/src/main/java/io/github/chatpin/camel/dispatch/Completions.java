package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects completions under the account's guard, to be told after it is released. */
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final AccountStatistics statistics;
    private final List<ChatPinException> retries = new ArrayList<>(0);
    private final List<Pin> pins = new ArrayList<>(1);
    private final List<Completion> completions = new ArrayList<>(1);

    /** @param statistics told of each completion, before its exchange is */
    Completions(AccountStatistics statistics) {
        this.statistics = statistics;
    }

    /** Notes that a pin has not ended, but is tried again after a failure. */
    void addRetry(ChatPinException failure) {
        retries.add(failure);
    }

    void add(Pin pin, Completion completion) {
        pins.add(pin);
        completions.add(completion);
    }

    /** Tells each exchange. */
    void tellAll() {
        tellAllBut(null);
    }

    /** Tells each exchange, and returns the completion of one pin instead, {@code null} if it is not among them. */
    Completion tellAllBut(Pin here) {
        Completion ofHere = null;
        retries.forEach(statistics::retried);
        for (int i = 0; i < pins.size(); i++) {
            Pin pin = pins.get(i);
            statistics.pinEnded(completions.get(i), pin.waitedNanos);
            if (pin == here) {
                ofHere = completions.get(i);
            } else {
                tell(pin, completions.get(i));
            }
            pin.submission.ended();
        }
        return ofHere;
    }

    // Whatever one exchange throws, the others must be told.
    private static void tell(Pin pin, Completion completion) {
        try {
            pin.submission.recipient.completed(pin.index, completion);
        } catch (Throwable e) {
            LOG.error("A route that was to go on after chatpin threw an exception, which is reported only here", e);
        }
    }
}
