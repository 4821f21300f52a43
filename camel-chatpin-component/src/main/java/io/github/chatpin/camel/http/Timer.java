package io.github.chatpin.camel.http;

import java.time.Duration;

/** Calls back when a request has to have its answer. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs a task after a delay, on a thread that must not be held up.
     *
     * @return takes the task back if it has not begun
     */
    Runnable after(Duration delay, Runnable task);
}
