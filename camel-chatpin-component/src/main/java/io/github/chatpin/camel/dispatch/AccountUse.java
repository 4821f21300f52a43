package io.github.chatpin.camel.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Who uses an account: endpoints, and callers at its door. An account without either is forgotten once it is idle. */
final class AccountUse {

    private final BooleanSupplier hasNothingToDo;
    private final Runnable whenIdle;
    private final AtomicInteger entering = new AtomicInteger();
    private volatile boolean used;

    /**
     * @param hasNothingToDo whether the account has nothing to do; takes its lock
     * @param whenIdle       called without the lock when nobody uses the account and it has nothing to do any more
     */
    AccountUse(BooleanSupplier hasNothingToDo, Runnable whenIdle) {
        this.hasNothingToDo = hasNothingToDo;
        this.whenIdle = whenIdle;
    }

    /** Notes whether an endpoint uses the account. */
    void setUsed(boolean used) {
        this.used = used;
    }

    /** Notes that somebody is about to hand pins over, or waits at the door. */
    void entered() {
        entering.incrementAndGet();
    }

    /** Notes that somebody has handed pins over, or could not. */
    void left() {
        entering.decrementAndGet();
        forgetIfIdle();
    }

    /** Returns whether nobody is at the door, and there is nothing to do. */
    boolean isIdle() {
        return entering.get() == 0 && hasNothingToDo.getAsBoolean();
    }

    /** To be called without the account's lock, whenever it may have nothing to do any more. */
    void forgetIfIdle() {
        if (!used && isIdle()) {
            whenIdle.run();
        }
    }
}
