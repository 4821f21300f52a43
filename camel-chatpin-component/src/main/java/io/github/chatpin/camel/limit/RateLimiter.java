package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.Callbacks;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives requests their permits: one limiter for each upstream limit, shared by all accounts under it. Permits are granted
 * in the order in which they were asked for, so no account starves another.
 *
 * <p>Asking never blocks. A permit that comes later is announced by a callback on the timekeeper's thread, or on the
 * thread that freed it; the callback must be short. Thread-safe; callbacks run outside the lock.
 */
public final class RateLimiter {

    private final RateLimit rate;
    private final boolean shared;
    private final Timekeeper time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Callbacks callbacks;

    // All below: guarded by lock.
    private final Permits permits;
    private final Deque<PermitListener> waitingForPermit = new ArrayDeque<>(1); // most accounts are idle
    private final Deque<PermitListener> waitingForPause = new ArrayDeque<>(1);
    private long pauseEnd;
    private boolean paused;
    private long wakeAt;
    private Timekeeper.Alarm alarm;

    /** Makes the limiter of a limit that this process has for itself. */
    public RateLimiter(RateLimit rate, Timekeeper time) {
        this(rate, time, new Callbacks());
    }

    /**
     * Makes the limiter of a limit that this process has for itself.
     *
     * @param callbacks calls back; limiters may share it
     */
    public RateLimiter(RateLimit rate, Timekeeper time, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.rate = rate;
        this.shared = false;
        this.time = time;
        this.permits = Permits.of(rate, time);
    }

    /**
     * Makes the limiter of a limit that is shared with other processes.
     *
     * @param name names the limit within its platform, to all processes in the same way
     */
    public RateLimiter(RateLimit rate, Timekeeper time, SharedLimit shared, String platform, String name) {
        this.callbacks = new Callbacks();
        this.rate = rate;
        this.shared = true;
        this.time = time;
        this.permits = new StoredPermits(name, SharedLimit.key(platform, name, rate), rate, shared, time, this::change);
    }

    /** A request that waits for its permit. It is told exactly one of the two. */
    public interface PermitListener {

        /** It has its permit. */
        void granted();

        /** It gets none: the limit is shared through a store that has failed, and is not to be waited for. */
        void refused();
    }

    /**
     * Asks for a permit.
     *
     * @param throttled whether the request keeps to the limit; if not, it is only counted, and waits only while the
     *                  upstream itself has asked for a pause
     * @param listener  told later, unless the permit is granted at once
     * @return whether the permit is granted at once
     */
    public boolean tryAcquire(boolean throttled, PermitListener listener) {
        lock.lock();
        try {
            if (!throttled || !permits.isRefusing()) {
                // After a pause they still wait, until their alarm has gone off.
                boolean wouldPassOthers = !waitingForPause.isEmpty() || throttled && !waitingForPermit.isEmpty();
                long wait = wouldPassOthers ? Permits.AFTER_AN_ANSWER : tryAdmit(throttled);
                if (wait == 0) {
                    return true;
                }
                (throttled ? waitingForPermit : waitingForPause).addLast(listener);
                wakeAfter(wait);
                return false;
            }
        } finally {
            lock.unlock();
        }
        listener.refused();
        return false;
    }

    /** Returns whether no request waits, there is no pause, and all permits are there. */
    public boolean isIdle() {
        lock.lock();
        try {
            boolean noneWaits = waitingForPermit.isEmpty() && waitingForPause.isEmpty();
            return noneWaits && nanosOfPauseLeft() <= 0 && permits.isFull();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether most permits are left, so that one may be spent on a few pins. */
    public boolean arePermitsPlentiful() {
        lock.lock();
        try {
            return permits.arePlentiful();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how the limit is doing. */
    public LimitReport report() {
        lock.lock();
        try {
            long now = time.nanoTime();
            boolean isNextKnown = alarm != null && !waitingForPermit.isEmpty();
            return new LimitReport(
                    rate,
                    shared,
                    permits.available(),
                    waitingForPermit.size() + waitingForPause.size(),
                    isNextKnown ? Duration.ofNanos(Math.max(0, wakeAt - now)) : null,
                    Duration.ofNanos(nanosOfPauseLeft()));
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a permit for which nothing was sent. */
    public void giveBack() {
        change(permits::giveBack);
    }

    /** Notes that the request of a permit has ended, with an answer or without. */
    public void answered() {
        change(permits::answered);
    }

    /** Follows what an answer told: how many requests the upstream's window has left, and when the next one begins. */
    public void follow(long remaining, Duration toReset) {
        change(() -> permits.follow(remaining, toReset.toNanos()));
    }

    /** Grants no permit for a while, because the upstream said so. */
    public void pause(Duration duration) {
        change(() -> {
            long end = time.nanoTime() + duration.toNanos();
            if (!paused || end - pauseEnd > 0) {
                pauseEnd = end;
                paused = true;
            }
        });
    }

    /** Slows down because the upstream counts more requests than we know of: permits have to come anew. */
    public void exhaust() {
        change(permits::exhaust);
    }

    private void change(Runnable change) {
        List<PermitListener> granted = new ArrayList<>();
        List<PermitListener> refused = new ArrayList<>();
        lock.lock();
        try {
            change.run();
            if (permits.isRefusing()) {
                refused.addAll(waitingForPermit);
                waitingForPermit.clear();
            }
            admitFrom(waitingForPause, false, granted);
            admitFrom(waitingForPermit, true, granted);
        } finally {
            lock.unlock();
        }
        List<Runnable> news = new ArrayList<>(granted.size() + refused.size());
        granted.forEach(listener -> news.add(listener::granted));
        refused.forEach(listener -> news.add(listener::refused));
        callbacks.call(news); // one that is granted a permit may give it back, so that the next one is granted it
    }

    private void wake() {
        change(() -> alarm = null);
    }

    private void admitFrom(Deque<PermitListener> waiting, boolean throttled, List<PermitListener> granted) {
        while (!waiting.isEmpty()) {
            long wait = tryAdmit(throttled);
            if (wait > 0) {
                wakeAfter(wait);
                return;
            }
            granted.add(waiting.removeFirst());
        }
    }

    /** Returns 0 and counts the request, or returns the nanoseconds after which it is worth asking again. */
    private long tryAdmit(boolean throttled) {
        long pause = nanosOfPauseLeft();
        if (pause > 0) {
            return pause;
        }
        paused = false;
        if (throttled) {
            return permits.tryTake();
        }
        permits.take();
        return 0;
    }

    private long nanosOfPauseLeft() {
        return paused ? Math.max(0, pauseEnd - time.nanoTime()) : 0;
    }

    private void wakeAfter(long nanos) {
        if (nanos == Permits.AFTER_AN_ANSWER) {
            return;
        }
        long at = time.nanoTime() + nanos;
        if (alarm != null) {
            if (wakeAt - at <= 0) {
                return;
            }
            alarm.cancel();
        }
        wakeAt = at;
        alarm = time.after(Duration.ofNanos(nanos), this::wake);
    }
}
