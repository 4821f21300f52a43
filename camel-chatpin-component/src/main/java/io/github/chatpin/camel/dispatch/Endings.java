package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects endings under the account's lock, to be told after it is released. */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final AccountStatistics statistics;
    private final List<ChatPinException> retries = new ArrayList<>(0);
    private final List<PendingPin> pins = new ArrayList<>(1);
    private final List<Ending> endings = new ArrayList<>(1);

    /** @param statistics told of each ending, before its recipient is */
    Endings(AccountStatistics statistics) {
        this.statistics = statistics;
    }

    /** Notes that a pin has not ended, but is tried again after a failure. */
    void addRetry(ChatPinException failure) {
        retries.add(failure);
    }

    void add(PendingPin pin, Ending ending) {
        pins.add(pin);
        endings.add(ending);
    }

    /** Tells each recipient. */
    void tellAll() {
        tellAllBut(null);
    }

    /** Tells each recipient, and returns the ending of one pin instead, {@code null} if it is not among them. */
    Ending tellAllBut(PendingPin here) {
        Ending hereEnding = null;
        retries.forEach(statistics::retried);
        for (int i = 0; i < pins.size(); i++) {
            PendingPin pin = pins.get(i);
            statistics.pinEnded(pin, endings.get(i));
            if (pin == here) {
                hereEnding = endings.get(i);
            } else {
                tell(pin, endings.get(i));
            }
            pin.connection().release();
        }
        return hereEnding;
    }

    // Whatever one recipient or transport throws, the others must be told.
    private static void tell(PendingPin pin, Ending ending) {
        try {
            pin.parking.recipient.ended(pin.index, ending);
        } catch (Throwable e) {
            LOG.error("A route that was to go on after chatpin threw an exception, which nobody else will see", e);
        }
    }
}
