package io.github.chatpin.camel.dispatch;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The lock of one account. What it guards asserts that it is held. */
final class Guard {

    private final ReentrantLock lock = new ReentrantLock();

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Changes something under the lock. */
    void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Decides something under the lock. */
    boolean test(BooleanSupplier decision) {
        lock.lock();
        try {
            return decision.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /** Reads something under the lock, or changes it and returns what came of that. */
    <T> T get(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a condition, whose waits give the lock up. */
    Condition newCondition() {
        return lock.newCondition();
    }

    /** Throws unless the calling thread holds the lock. */
    void mustBeHeld() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("The account's lock is not held");
        }
    }
}
