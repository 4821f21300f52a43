package io.github.chatpin.camel.time;

import java.time.Duration;
import java.time.Instant;

/** Tells the time and calls back later; tests put a hand-moved one in its place. */
public interface Timekeeper {

    /** Returns a monotonic time in nanoseconds, to be compared by subtraction only. */
    long nanoTime();

    /** Returns the time of day, for what upstreams give as a date. */
    Instant now();

    /**
     * Runs a task after a delay, on a thread that must not be held up.
     *
     * @return takes the task back if it has not begun
     */
    Alarm after(Duration delay, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Alarm {

        /** Takes the task back; without effect once it has begun. */
        void cancel();
    }
}
