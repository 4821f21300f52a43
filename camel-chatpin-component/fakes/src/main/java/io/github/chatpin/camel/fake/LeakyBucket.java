package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.time.Instant;

/**
 * The request counter of a portal and one source address: every request adds one, and once per second the counter
 * falls. Thread-safe.
 */
final class LeakyBucket {

    /**
     * The limit's settings.
     *
     * @param threshold what the counter may reach
     * @param perSecond by how much it falls once per second
     * @param phase when in each second it falls
     */
    record Settings(int threshold, int perSecond, Duration phase) {

        Settings {
            if (threshold < 1 || perSecond < 1) {
                throw new IllegalArgumentException(
                        "threshold and perSecond must be at least 1: " + threshold + ", " + perSecond);
            }
            if (phase.isNegative() || phase.compareTo(Duration.ofSeconds(1)) >= 0) {
                throw new IllegalArgumentException("tickPhase must be from 0 s to less than 1 s: " + phase);
            }
        }

        private long tickAt(Instant time) {
            return time.minus(phase).getEpochSecond();
        }
    }

    // Guarded by this
    private Settings settings;

    // Guarded by this
    private long lastTick;

    // Guarded by this
    private long counter;

    // Guarded by this
    private int rejected;

    LeakyBucket(Settings settings, Instant start) {
        this.settings = settings;
        this.lastTick = settings.tickAt(start);
    }

    /** Counts a request, unless the counter would exceed the threshold. */
    synchronized boolean tryAdd(Instant time) {
        drain(time);
        if (counter + 1 > settings.threshold()) {
            rejected++;
            return false;
        }
        counter++;
        return true;
    }

    /** Counts what others on the same address sent, as far as it is let in. */
    synchronized void fill(int requests, Instant time) {
        drain(time);
        counter = Math.min(settings.threshold(), counter + requests);
    }

    synchronized void settings(int threshold, int perSecond) {
        settings = new Settings(threshold, perSecond, settings.phase());
    }

    synchronized int threshold() {
        return settings.threshold();
    }

    synchronized int level(Instant time) {
        drain(time);
        return (int) counter;
    }

    synchronized int rejected() {
        return rejected;
    }

    private void drain(Instant time) {
        long tick = settings.tickAt(time);
        if (tick > lastTick) {
            counter = Math.max(0, counter - settings.perSecond() * (tick - lastTick));
            lastTick = tick;
        }
    }
}
