package io.github.chatpin.camel.dispatch;

import java.util.ArrayList;
import java.util.List;

/** Collects endings under the account's lock, to be told after it is released. */
final class Endings {

    private final List<PendingPin> pins = new ArrayList<>(1);
    private final List<Ending> endings = new ArrayList<>(1);

    void add(PendingPin pin, Ending ending) {
        pins.add(pin);
        endings.add(ending);
    }

    /** Tells each recipient, and returns the ending of one pin instead, {@code null} if it is not among them. */
    Ending tellAllBut(PendingPin here) {
        Ending hereEnding = null;
        for (int i = 0; i < pins.size(); i++) {
            PendingPin pin = pins.get(i);
            pin.connection().transport().release();
            if (pin == here) {
                hereEnding = endings.get(i);
            } else {
                pin.parking.recipient.ended(pin.index, endings.get(i));
            }
        }
        return hereEnding;
    }
}
