package io.github.chatpin.camel.dispatch;

/** Who asked for a pin, and is told exactly once how it ended. */
@FunctionalInterface
public interface Recipient {

    /**
     * Takes the ending of one pin, on a thread that must not be held up.
     *
     * @param index which of the recipient's pins it is
     */
    void ended(int index, Ending ending);

    /** Names the exchange that it is for, in the log. */
    default String exchangeId() {
        return "-";
    }
}
