package io.github.chatpin.camel.dispatch;

import java.util.function.Supplier;

/** The exchange that pins are for: it is told exactly once how each of them ended. */
@FunctionalInterface
public interface Recipient {

    /**
     * Takes the completion of one pin, on a thread that must not be held up.
     *
     * @param index which of the exchange's pins it is
     */
    void completed(int index, Completion completion);

    /** Returns how long the exchange has waited before it was handed over, in nanoseconds. */
    default long waitedNanos() {
        return 0;
    }

    /**
     * Returns the trace of the exchange; {@code null} if nothing traces it.
     *
     * @param ofThread returns that of the exchange which the calling thread hands over
     */
    default Object trace(Supplier<Object> ofThread) {
        return ofThread.get();
    }

    /** Names the exchange in the log. */
    default String exchangeId() {
        return "-";
    }
}
