package io.github.chatpin.camel.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test moves it; what is due then runs on the test's thread, in its order. */
public final class ManualTimekeeper implements Timekeeper {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    // Requests set and take back alarms on their own threads.
    private final PriorityBlockingQueue<Due> due =
            new PriorityBlockingQueue<>(11, Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private volatile long nanos; // upstreams' threads may look at the clock
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    /** Returns a clock that shows this time, for a stand-in of an upstream. */
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("no test asks for another zone");
            }
        };
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        Due entry = new Due(nanos + Math.max(0, delay.toNanos()), numbers.getAndIncrement(), task);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** Moves the time, and runs on the way what comes due. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        while (!due.isEmpty() && due.peek().at() <= end) {
            Due next = due.remove();
            nanos = Math.max(nanos, next.at());
            next.task().run();
        }
        nanos = end;
    }

    /** Moves the time as if the thread that runs what is due were late. */
    public void advanceWithoutAlarms(Duration duration) {
        nanos += duration.toNanos();
    }

    /** Moves the time to the next task and runs it; returns whether there was one. */
    public boolean runNext() {
        if (due.isEmpty()) {
            return false;
        }
        advance(Duration.ofNanos(Math.max(0, due.peek().at() - nanos)));
        return true;
    }

    /** Moves the time to the next task and runs it, or to the end if there is none before; returns whether there was. */
    public boolean runNextUntil(long end) {
        boolean isDueBefore = !due.isEmpty() && due.peek().at() <= end;
        if (isDueBefore) {
            runNext();
        } else {
            nanos = end;
        }
        return isDueBefore;
    }

    private record Due(long at, long number, Runnable task) {}
}
