package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.dispatch.RetryPolicy;
import io.github.chatpin.camel.time.Timekeeper;
import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Asks something that may fail or not answer: again after that, but never twice at a time. A call that is late is
 * interrupted, and one that does not end by that is waited for, as if it were the next one. What a late call answers is
 * taken all the same. Thread-safe.
 *
 * @param <T> the answer
 */
final class LookUp<T> {

    private final Call<T> call;
    private final Listener<T> listener;
    private final Timekeeper time;
    private final Executor threads;
    private final RandomGenerator random;

    // All below: guarded by this.
    private Duration timeout;
    private RetryPolicy policy;
    private boolean isAwaited; // by the listener
    private int retries;
    private boolean isCalling;
    private Thread caller; // while it may be interrupted
    private Alarm alarm; // of the deadline, or of the next attempt
    private int alarms; // so that one that is over does nothing
    private boolean isBackingOff;

    /** What is asked. An {@link IllegalArgumentException} is an answer, too; it is not asked again after that. */
    @FunctionalInterface
    interface Call<T> extends Callable<T> {}

    /** Who asks. It is told once after each {@link #start}, on a thread that must not be held up. */
    interface Listener<T> {

        /** There is an answer. It may be told of one that came too late, when another thing was told before. */
        void found(T answer);

        /** There is none. */
        void failed(Throwable fault);

        /** A call has come back without an answer, which was waited for no more. */
        void hasComeBack();
    }

    LookUp(Call<T> call, Listener<T> listener, Timekeeper time, Executor threads, RandomGenerator random) {
        this.call = call;
        this.listener = listener;
        this.time = time;
        this.threads = threads;
        this.random = random;
    }

    /** Asks; not while the answer to that is awaited already. */
    void start(Duration itsTimeout, RetryPolicy itsPolicy) {
        synchronized (this) {
            timeout = itsTimeout;
            policy = itsPolicy;
            isAwaited = true;
            retries = 0;
        }
        attempt();
    }

    /** Returns whether a call has not come back. */
    synchronized boolean isCalling() {
        return isCalling;
    }

    private void attempt() {
        synchronized (this) {
            if (!isAwaited) {
                return; // its answer has come late
            }
            cancelAlarm();
            isBackingOff = false;
            if (isCalling) {
                alarm(timeout, this::late);
                return;
            }
            isCalling = true;
            alarm(timeout, this::late); // also of the wait for a thread
        }
        try {
            threads.execute(this::call);
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            notCalled(e);
        }
    }

    private void notCalled(Throwable fault) {
        boolean isLast;
        synchronized (this) {
            isCalling = false;
            isLast = isAwaited && !mayTryAgain();
            isAwaited &= !isLast;
        }
        if (isLast) {
            time.after(Duration.ZERO, () -> listener.failed(fault)); // not here, where the listener may hold locks
        }
    }

    private void call() {
        synchronized (this) {
            caller = Thread.currentThread();
            if (isAwaited) {
                isBackingOff = false;
                alarm(timeout, this::late);
            }
        }
        T answer = null;
        Throwable fault = null;
        try {
            answer = call.call();
        } catch (Throwable e) {
            fault = e;
        }
        ended(answer, fault);
    }

    private void ended(T answer, Throwable fault) {
        boolean isToldOfFault;
        boolean isDueAgain;
        boolean wasAwaited;
        synchronized (this) {
            boolean isFirstTry = caller != null;
            caller = null;
            isCalling = false;
            Thread.interrupted(); // a late interruption is not for what the thread does next
            boolean isAnswer = fault == null || fault instanceof IllegalArgumentException;
            wasAwaited = isAwaited;
            if (isAnswer) {
                isAwaited = false;
                cancelAlarm();
            }
            isToldOfFault = wasAwaited && fault != null && (isAnswer || isFirstTry && !mayTryAgain());
            isDueAgain = isAwaited && !isAnswer && !isFirstTry && !isBackingOff;
            isAwaited &= !isToldOfFault;
        }
        if (fault == null) {
            listener.found(answer);
        } else if (isToldOfFault) {
            listener.failed(fault);
        } else if (isDueAgain) {
            attempt();
        } else if (!wasAwaited) {
            listener.hasComeBack();
        }
    }

    private void late(int itsAlarm) {
        boolean isLast;
        synchronized (this) {
            if (itsAlarm != alarms) {
                return;
            }
            if (caller != null) {
                caller.interrupt();
                caller = null;
            }
            isLast = !mayTryAgain();
            isAwaited = !isLast;
        }
        if (isLast) {
            listener.failed(new TimeoutException());
        }
    }

    private void tryAgain(int itsAlarm) {
        synchronized (this) {
            if (itsAlarm != alarms) {
                return;
            }
        }
        attempt();
    }

    /** Counts an attempt that came to nothing; returns whether there is to be another one, which then has its alarm. */
    private boolean mayTryAgain() {
        cancelAlarm();
        if (++retries > policy.maxRetries()) {
            return false;
        }
        isBackingOff = true;
        alarm(policy.delay(retries, RetryPolicy.jitter(random)), this::tryAgain);
        return true;
    }

    private void alarm(Duration delay, IntConsumer task) {
        cancelAlarm();
        int number = ++alarms;
        alarm = time.after(delay, () -> task.accept(number));
    }

    private void cancelAlarm() {
        alarms++;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
