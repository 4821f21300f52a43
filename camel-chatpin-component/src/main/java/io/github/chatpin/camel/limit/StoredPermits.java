package io.github.chatpin.camel.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Permits of a limit that several processes share through a store.
 *
 * <p>A permit is <em>reserved</em>: one operation takes a token, if need be one that is still to come, and tells when it
 * will be there. So no request asks twice for the same permit, a process that waits does not poll, and processes get their
 * permits in the order in which they asked. One operation is under way at a time.
 *
 * <p>Of a fixed window, this process knows more than the store does: when each of its own permits was used last, and what
 * answers tell. So it counts them here as well.
 */
final class StoredPermits implements Permits {

    /** How long an operation may take before the store counts as failed. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How late a permit may be used. Later it would come on top of those that have been saved up since. */
    static final Duration LATEST_USE = Duration.ofSeconds(1);

    private final SharedRate rate;
    private final StoredBucket bucket;
    private final StoreState store;
    private final Timekeeper time;
    private final Executor threads;
    private final Consumer<Runnable> change; // runs something under the limiter's lock, and lets through who then may
    private final Permits own;
    private final Permits share; // what may go while the store has failed
    private final Permits known; // what would be left if this process were alone, or less: as the store told last

    private Operation underWay;
    private boolean ownIsTaken; // for the permit that is asked for or reserved
    private boolean isReserved;
    private long reservedFor;
    private Correction correction = Correction.NONE; // what is to be taken from the bucket before anything else
    private long usedUpUntil;
    private volatile long emptyUntil; // as long as what this process has taken cannot have come back

    StoredPermits(
            String name, String key, RateLimit limit, SharedLimit shared, Timekeeper time, Consumer<Runnable> change) {
        this.rate = SharedRate.of(limit);
        this.bucket = new StoredBucket(shared.store(), key, this::configuration, shared.threads());
        this.store = new StoreState(name, shared.whenItFails(), time);
        this.threads = shared.threads();
        this.time = time;
        this.change = change;
        this.own = limit instanceof RateLimit.FixedWindow ? Permits.of(limit, time) : new UnlimitedPermits(time);
        this.share = shared.whenItFails() == WhenStoreFails.SHARE
                ? Permits.of(SharedRate.divided(limit, shared.shares()), time)
                : new UnlimitedPermits(time); // never asked
        this.known = Permits.of(limit, time);
        this.usedUpUntil = time.nanoTime();
        this.emptyUntil = usedUpUntil;
    }

    @Override
    public long tryTake() {
        if (store.hasFailedWith(WhenStoreFails.SHARE)) {
            return tryTakeShare();
        }
        if (!ownIsTaken) {
            long wait = own.tryTake();
            if (wait > 0) {
                return wait;
            }
            ownIsTaken = true;
        }
        if (isReserved) {
            long left = reservedFor - time.nanoTime();
            if (left > 0) {
                return left;
            }
            isReserved = false;
            if (-left <= LATEST_USE.toNanos()) {
                ownIsTaken = false;
                share.take();
                noteUse();
                return 0;
            }
        }
        long pause = store.nanosToAskAgain();
        if (pause > 0) {
            return pause;
        }
        ask();
        return AFTER_AN_ANSWER;
    }

    private long tryTakeShare() {
        long pause = store.nanosToAskAgain();
        if (pause <= 0) {
            ask();
        }
        long wait = share.tryTake();
        if (wait > 0) {
            return pause > 0 ? Math.min(wait, pause) : wait;
        }
        if (!ownIsTaken) {
            own.take();
        }
        ownIsTaken = false;
        noteUse();
        return 0;
    }

    private void noteUse() {
        known.take();
        emptyUntil = time.nanoTime() + rate.nanosToFill();
    }

    @Override
    public boolean isRefusing() {
        return store.hasFailedWith(WhenStoreFails.FAIL) && underWay == null && store.nanosToAskAgain() > 0;
    }

    @Override
    public void take() {
        own.take();
        share.take();
        noteUse();
        correction = correction.plus(Correction.ofUncounted(1));
        askIfDue();
    }

    @Override
    public void giveBack() {
        own.giveBack();
        share.giveBack();
        known.giveBack();
        if (!store.hasFailed()) {
            bucket.giveBack();
        }
    }

    @Override
    public void answered() {
        own.answered();
        share.answered();
        known.answered();
    }

    // However many processes notice it at once: each second of pause follows from a rejection.
    @Override
    public void exhaust() {
        own.exhaust();
        share.exhaust();
        known.exhaust();
        slowDown(Correction.OF_A_REJECTION);
    }

    @Override
    public void follow(long remaining, long nanosToReset) {
        own.follow(remaining, nanosToReset);
        share.follow(remaining, nanosToReset);
        long now = time.nanoTime();
        if (remaining <= 0 && nanosToReset > 0 && usedUpUntil - now <= 0) {
            long nanos = Math.min(nanosToReset, rate.bandwidth().getRefillPeriodNanos());
            usedUpUntil = now + nanos;
            slowDown(Correction.ofDebt(rate.tokensIn(nanos)));
        }
    }

    @Override
    public boolean arePlentiful() {
        return known.arePlentiful();
    }

    @Override
    public Long available() {
        return null; // the store would have to be asked
    }

    @Override
    public boolean isFull() {
        return underWay == null && !isReserved && emptyUntil - time.nanoTime() <= 0;
    }

    private void slowDown(Correction reason) {
        isReserved = false; // for a time that was too early
        if (underWay != null) {
            underWay.isOutdated = true;
        }
        correction = correction.plus(reason);
        askIfDue();
    }

    private void askIfDue() {
        if (store.nanosToAskAgain() <= 0) {
            ask();
        }
    }

    /** Begins what is due at the store, unless something is under way. */
    private void ask() {
        if (underWay != null) {
            return;
        }
        if (!correction.isNone()) {
            Operation operation = new Operation(correction);
            correction = Correction.NONE;
            begin(operation, bucket.consume(available -> operation.correction.tokens(available, rate), operation));
        } else if (ownIsTaken && !isReserved) {
            Operation operation = new Operation(null);
            begin(operation, bucket.consume(1, operation));
        }
    }

    private void begin(Operation operation, CompletableFuture<Long> result) {
        underWay = operation;
        operation.alarm = time.after(PATIENCE, () -> changeAndTell(() -> tookTooLong(operation)));
        result.whenCompleteAsync((nanos, failure) -> changeAndTell(() -> ended(operation, nanos, failure)), threads);
    }

    private void changeAndTell(Runnable end) {
        change.accept(end);
        store.tell();
    }

    private void tookTooLong(Operation operation) {
        if (operation == underWay) {
            underWay = null;
            operation.isGivenUp = true;
            failed(operation, "no answer in " + PATIENCE.toSeconds() + " s");
        }
    }

    private void ended(Operation operation, Long nanos, Throwable failure) {
        if (operation != underWay) {
            if (failure == null && operation.isReservation()) {
                bucket.giveBack(); // another one took its place
            }
            return;
        }
        underWay = null;
        operation.alarm.cancel();
        if (failure != null) {
            failed(operation, StoreState.kindOf(failure));
            return;
        }
        store.answered();
        if (operation.isReservation() && operation.isOutdated) {
            bucket.giveBack();
        } else if (operation.isReservation()) {
            isReserved = true;
            reservedFor = time.nanoTime() + nanos;
            if (nanos > 0) {
                known.exhaust();
            }
        }
        if (!correction.isNone()) {
            ask();
        }
    }

    private void failed(Operation operation, String why) {
        if (!operation.isReservation()) {
            correction = correction.plus(operation.correction);
        }
        boolean isNew = store.failed(why);
        if (isNew && store.hasFailedWith(WhenStoreFails.SHARE)) {
            share.exhaust(); // the others may have used all that there was
            // Nor is it known afterwards what all of them used: no more than has come.
            correction = correction.plus(Correction.TO_EMPTY);
        }
        if (!store.hasFailedWith(WhenStoreFails.WAIT)) {
            isReserved = false; // no request waits for it any more
        }
        if (store.hasFailedWith(WhenStoreFails.FAIL) && ownIsTaken) {
            own.giveBack();
            ownIsTaken = false;
        }
    }

    // Asked when the store does not have the bucket, on its threads. One that it has lost begins empty.
    private BucketConfiguration configuration() {
        boolean isNew = emptyUntil - time.nanoTime() <= 0;
        return BucketConfiguration.builder()
                .addLimit(isNew ? rate.bandwidth() : rate.empty())
                .build();
    }

    /** Something that is under way at the store: a reservation, or a correction. */
    private static final class Operation implements BooleanSupplier {

        private final Correction correction; // null for a reservation
        private Timekeeper.Alarm alarm;
        private boolean isOutdated; // the upstream has said meanwhile that it is too early
        private volatile boolean isGivenUp;

        private Operation(Correction correction) {
            this.correction = correction;
        }

        private boolean isReservation() {
            return correction == null;
        }

        /** Returns whether it is still to be done, if it has not begun. */
        @Override
        public boolean getAsBoolean() {
            return !isGivenUp;
        }
    }
}
