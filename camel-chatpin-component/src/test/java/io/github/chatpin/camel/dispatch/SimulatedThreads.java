package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Threads that sleep in a test's time. Of all threads only one runs at a time, and hands over where it sleeps or ends: a
 * simulation runs the same way each time, however many requests are under way in it.
 */
final class SimulatedThreads implements AutoCloseable {

    private final ManualTimekeeper time;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore handedBack = new Semaphore(0);
    private int alive;
    private int most;

    SimulatedThreads(ManualTimekeeper time) {
        this.time = time;
    }

    /** Runs a task, from now on, as a thread of its own would. */
    void execute(Runnable task) {
        time.after(Duration.ZERO, () -> {
            most = Math.max(most, ++alive);
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    alive--;
                    handedBack.release();
                }
            });
            handedBack.acquireUninterruptibly();
        });
    }

    /** Returns how many there were at most at the same time. */
    int most() {
        return most;
    }

    /** Lets one of these threads sleep. */
    void sleep(Duration duration) {
        Semaphore awake = new Semaphore(0);
        time.after(duration, () -> {
            awake.release();
            handedBack.acquireUninterruptibly();
        });
        handedBack.release();
        awake.acquireUninterruptibly();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
