package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;

/** No limit, as on a self-hosted Bitrix24. */
final class UnlimitedPermits implements Permits {

    // How long the standard plan's bucket takes for one permit: what tells a lone request from one of many there.
    private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();

    private final Timekeeper time;
    private boolean isUsed;
    private long lastTaken;

    UnlimitedPermits(Timekeeper time) {
        this.time = time;
    }

    @Override
    public long tryTake() {
        take();
        return 0;
    }

    @Override
    public void take() {
        isUsed = true;
        lastTaken = time.nanoTime();
    }

    @Override
    public void giveBack() {}

    @Override
    public void answered() {}

    @Override
    public void exhaust() {}

    @Override
    public void follow(long remaining, long nanosToReset) {}

    @Override
    public boolean arePlentiful() {
        return true;
    }

    @Override
    public Long available() {
        return null;
    }

    @Override
    public boolean isFull() {
        return !isUsed || time.nanoTime() - lastTaken >= QUIET_NANOS;
    }
}
