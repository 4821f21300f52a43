package io.github.chatpin.camel.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The machine's time, and one of Camel's schedulers. Thread-safe. */
public final class SystemTimekeeper implements Timekeeper {

    private static final Duration NEAR = Duration.ofMillis(500);

    private final ScheduledExecutorService scheduler;
    private final AtomicBoolean hasNearTask = new AtomicBoolean();

    /** @param scheduler calls back */
    public SystemTimekeeper(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        try {
            if (delay.compareTo(NEAR) > 0) {
                letThreadSleep();
            }
            Future<?> future = schedule(delay, task);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // The component has stopped, and with it whatever would have waited for this.
            return () -> {};
        }
    }

    // A task that becomes the next one wakes the scheduler's thread, and the deadline of each request would be the next
    // one where nothing else waits: a tenth of what a request on a fast network takes. Behind a nearer task it is not.
    private void letThreadSleep() {
        if (hasNearTask.compareAndSet(false, true)) {
            schedule(NEAR, () -> hasNearTask.set(false));
        }
    }

    private Future<?> schedule(Duration delay, Runnable task) {
        return scheduler.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }
}
