package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * Renews an account's credentials: once, however many pins were told that they have expired. Meanwhile no request is
 * started; those that were made before and come back with the same news do not ask for another renewal.
 *
 * <p>Thread-safe. It does not hold the account's guard while it renews. Between two attempts it holds no thread.
 */
final class Renewals {

    private final Guard guard;
    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final Owner owner;

    // All below: guarded by guard.
    private long count;
    private boolean underWay;
    private int retries;
    private Result lastResult;
    private Transport inUse; // while the renewal is sent

    /** The account whose credentials they are. */
    interface Owner {

        /** Returns the channel of a pin that waits, {@code null} if none does. Called under the guard. */
        Channel anyChannel();

        /** Returns whether requests under way are cut off. Called under the guard. */
        boolean isClosed();

        /** Keeps the account and a channel's transport. Called under the guard. */
        Lease lease(Channel channel);

        /** The renewal that was under way has ended. Called without the guard. */
        void renewalEnded(Result result);

        /** It ended since nothing waits for it. Called without the guard. */
        void renewalDropped();

        /** Names the account, without a secret. */
        String name();
    }

    Renewals(Guard guard, Timekeeper time, Executor senders, RandomGenerator random, Owner owner) {
        this.guard = guard;
        this.time = time;
        this.senders = senders;
        this.random = random;
        this.owner = owner;
    }

    /** Returns how often the credentials were renewed. */
    long count() {
        guard.mustBeHeld();
        return count;
    }

    /** Returns whether no request may be started. */
    boolean isUnderWay() {
        guard.mustBeHeld();
        return underWay;
    }

    /**
     * Notes that a call met expired credentials; returns whether {@link #start} is due.
     *
     * @param countThen how often they had been renewed when the call was made
     */
    boolean isDueAfter(long countThen) {
        guard.mustBeHeld();
        if (underWay || countThen != count) {
            return false;
        }
        underWay = true;
        retries = 0;
        return true;
    }

    /** Sends the renewal, as soon as there is a slot for it, if a pin waits for it. */
    void start() {
        Channel channel = guard.get(owner::anyChannel);
        if (channel == null) {
            drop();
            return;
        }
        HostSlots slots = channel.transport.renewalSlots();
        if (slots.tryTake(() -> start(slots))) {
            start(slots);
        }
    }

    private void start(HostSlots slots) {
        try {
            senders.execute(() -> renew(slots));
        } catch (RejectedExecutionException e) { // the component has stopped, and has ended what waited
            slots.giveBack();
            guard.run(() -> underWay = false);
        } catch (Throwable e) { // also an OutOfMemoryError: there is no thread for it
            slots.giveBack();
            owner.renewalEnded(new Result.Unavailable(
                    "Could not renew the credentials of %s (%s: %s)"
                            .formatted(owner.name(), e.getClass().getSimpleName(), e.getMessage()),
                    0,
                    true));
        }
    }

    /** Notes that the renewal is over: requests may be started again. */
    void ended(Result result) {
        guard.mustBeHeld();
        underWay = false;
        lastResult = result;
        count += result instanceof Result.Renewed ? 1 : 0;
    }

    /** Returns why the last renewal failed, if that does not pass by itself; empty if it did not fail so. */
    Optional<String> refusal() {
        guard.mustBeHeld();
        if (lastResult instanceof Result.Refused refused) {
            return Optional.of(refused.message());
        }
        return lastResult instanceof Result.Unavailable fault && !fault.mayPass()
                ? Optional.of(fault.message())
                : Optional.empty();
    }

    /**
     * Returns whether the renewal is being sent on a transport, which then must not be cut off: the authorization server
     * may have spent the old credentials already. It is closed when the renewal has its answer.
     */
    boolean isUsing(Transport transport) {
        guard.mustBeHeld();
        return transport == inUse;
    }

    private void renew(HostSlots slots) {
        Attempt attempt = guard.get(this::begin);
        if (attempt == null) {
            slots.giveBack();
            drop();
            return;
        }
        Channel channel = attempt.channel;
        Result result = channel.renewCredentials();
        slots.giveBack();
        end(attempt);
        if (result instanceof Result.Elsewhere elsewhere) {
            time.after(elsewhere.lookAgain(), this::start);
        } else if (!(result instanceof Result.Unavailable fault && fault.mayPass() && retriesOn(channel))) {
            owner.renewalEnded(result);
        }
    }

    /** One request for new credentials. */
    private record Attempt(Channel channel, Lease lease) {}

    private void drop() {
        guard.run(() -> underWay = false);
        owner.renewalDropped();
    }

    /** Returns what is to be sent, {@code null} if no pin waits for it any more. */
    private Attempt begin() {
        Channel channel = owner.anyChannel();
        if (channel == null) {
            return null;
        }
        inUse = channel.transport;
        return new Attempt(channel, owner.lease(channel));
    }

    private void end(Attempt attempt) {
        boolean isToBeCutOff = guard.test(() -> {
            inUse = null;
            return owner.isClosed();
        });
        if (isToBeCutOff) {
            attempt.channel.cutOff();
        }
        attempt.lease.close();
    }

    private boolean retriesOn(Channel channel) {
        RetryPolicy policy = channel.policy.retry();
        return guard.test(() -> {
            retries++;
            boolean mayRetry = retries <= policy.maxRetries();
            if (mayRetry) {
                time.after(policy.delay(retries, RetryPolicy.jitter(random)), this::start);
            }
            return mayRetry;
        });
    }
}
