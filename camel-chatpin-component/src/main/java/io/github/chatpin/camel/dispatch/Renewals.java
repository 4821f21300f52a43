package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.CredentialRenewal.Result;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.Timekeeper;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Renews an account's credentials: once, however many pins were told that they have expired. While it does, no request
 * is started; those that were made before and come back with the same news do not ask for another renewal.
 *
 * <p>Thread-safe. Shares the account's lock, and does not hold it while it renews. Between two attempts it holds no
 * thread.
 */
final class Renewals {

    private final ReentrantLock lock; // the account's
    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final Account account;

    // All below: guarded by lock.
    private long count;
    private boolean underWay;
    private int retries;
    private Result lastResult;
    private Transport inUse; // while the renewal is sent

    Renewals(ReentrantLock lock, Timekeeper time, Executor senders, RandomGenerator random, Account account) {
        this.lock = lock;
        this.time = time;
        this.senders = senders;
        this.random = random;
        this.account = account;
    }

    /** Returns how often the credentials were renewed. The lock must be held. */
    long count() {
        return count;
    }

    /** Returns whether no request may be started. The lock must be held. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Notes that a call met expired credentials; returns whether {@link #start} is due. The lock must be held. */
    boolean isDueAfter(Call call) {
        if (underWay || call.renewals() != count) {
            return false;
        }
        underWay = true;
        retries = 0;
        return true;
    }

    void start() {
        try {
            senders.execute(this::renew);
        } catch (RejectedExecutionException e) {
            lock.lock(); // the component has stopped, and has ended whoever waited
            try {
                underWay = false;
            } finally {
                lock.unlock();
            }
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            account.renewalEnded(new Result.Unavailable(
                    "Could not renew the credentials of %s (%s: %s)"
                            .formatted(account.control.name(), e.getClass().getSimpleName(), e.getMessage()),
                    0,
                    true));
        }
    }

    /** Notes that the renewal is over: requests may be started again. The lock must be held. */
    void ended(Result result) {
        underWay = false;
        lastResult = result;
        count += result instanceof Result.Renewed ? 1 : 0;
    }

    /**
     * Returns why the last renewal failed, if that does not pass by itself; empty if it did not fail so. The lock must be
     * held.
     */
    Optional<String> refusal() {
        if (lastResult instanceof Result.Refused refused) {
            return Optional.of(refused.message());
        }
        return lastResult instanceof Result.Unavailable fault && !fault.mayPass()
                ? Optional.of(fault.message())
                : Optional.empty();
    }

    /**
     * Returns whether the renewal is being sent on a transport, which then must not be cut off: the authorization server
     * may have spent the old credentials already. It is closed when the renewal has its answer. The lock must be held.
     */
    boolean isUsing(Transport transport) {
        return transport == inUse;
    }

    private void renew() {
        Connection connection = holdAnyonesConnection();
        if (connection == null) {
            account.use.forgetIfIdle();
            return;
        }
        Result result = connection.renewCredentials();
        letGo(connection);
        if (result instanceof Result.Elsewhere elsewhere) {
            time.after(elsewhere.lookAgain(), this::start);
            return;
        }
        if (result instanceof Result.Unavailable fault && fault.mayPass() && mayRetry(connection)) {
            return;
        }
        account.renewalEnded(result);
    }

    /** Returns the connection of a pin that waits, {@code null} if none does any more: then the renewal is over. */
    private Connection holdAnyonesConnection() {
        lock.lock();
        try {
            PendingPin pin = account.anyone();
            if (pin == null) {
                underWay = false;
                return null;
            }
            inUse = pin.connection().transport().hold();
            return pin.connection();
        } finally {
            lock.unlock();
        }
    }

    private void letGo(Connection connection) {
        boolean isToBeClosed;
        lock.lock();
        try {
            inUse = null;
            isToBeClosed = account.isClosed();
        } finally {
            lock.unlock();
        }
        if (isToBeClosed) {
            connection.cutOff();
        }
        connection.release();
    }

    private boolean mayRetry(Connection connection) {
        RetryPolicy policy = connection.policy().retry();
        lock.lock();
        try {
            retries++;
            if (retries > policy.maxRetries()) {
                return false;
            }
            time.after(policy.delay(retries, RetryPolicy.jitter(random)), this::start);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
