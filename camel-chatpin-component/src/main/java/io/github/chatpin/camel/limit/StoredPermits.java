package io.github.chatpin.camel.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.chatpin.camel.RateLimit;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Permits of a limit that several processes share through a store.
 *
 * <p>A permit is <em>reserved</em>: one operation takes a token, if need be one that is still to come, and tells when it
 * will be there. So nobody asks twice for the same permit, a process that waits does not poll, and processes get their
 * permits in the order in which they asked. One operation is under way at a time.
 *
 * <p>Of a fixed window, this process knows more than the store does: when each of its own permits was used last, and what
 * answers tell. So it counts them here as well.
 */
final class StoredPermits implements Permits {

    /** How long an operation may take before the store counts as failed. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** After what time a store that has failed is asked again, if anybody needs it. */
    static final Duration RETRY = Duration.ofSeconds(1);

    /** How late a permit may be used. Later it would come on top of those that have been saved up since. */
    static final Duration LATEST_USE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoredPermits.class);

    private final String name;
    private final SharedRate rate;
    private final StoredBucket bucket;
    private final WhenStoreFails whenItFails;
    private final Timekeeper time;
    private final Executor threads;
    private final Consumer<Runnable> change; // runs something under the turnstile's lock, and lets through who then may
    private final Permits own;
    private final Permits share; // what may go while the store has failed

    private Operation underWay;
    private boolean ownIsTaken; // for the permit that is asked for or reserved
    private boolean isReserved;
    private long reservedFor;
    private long uncounted; // requests that went without a permit
    private LongUnaryOperator correction; // what is to be taken from the bucket before anything else; or null
    private long usedUpUntil;
    private boolean hasFailed;
    private long askAgainAt;
    private volatile long emptyUntil; // as long as what this process has taken cannot have come back
    private final AtomicReference<Runnable> news = new AtomicReference<>(() -> {}); // to be logged without the lock

    StoredPermits(
            String name, String key, RateLimit limit, SharedLimit shared, Timekeeper time, Consumer<Runnable> change) {
        this.name = name;
        this.rate = SharedRate.of(limit);
        this.bucket = new StoredBucket(shared.store(), key, this::configuration, shared.threads());
        this.whenItFails = shared.whenItFails();
        this.threads = shared.threads();
        this.time = time;
        this.change = change;
        this.own = limit instanceof RateLimit.FixedWindow ? Permits.of(limit, time) : new UnlimitedPermits(time);
        this.share = whenItFails == WhenStoreFails.SHARE
                ? Permits.of(SharedRate.divided(limit, shared.shares()), time)
                : new UnlimitedPermits(time); // never asked
        this.usedUpUntil = time.nanoTime();
        this.emptyUntil = usedUpUntil;
    }

    @Override
    public long tryTake() {
        if (hasFailed && whenItFails == WhenStoreFails.SHARE) {
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
        long pause = nanosToAskAgain();
        if (pause > 0) {
            return pause;
        }
        ask();
        return AFTER_AN_ANSWER;
    }

    private long tryTakeShare() {
        long pause = nanosToAskAgain();
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
        emptyUntil = time.nanoTime() + rate.nanosToFill();
    }

    @Override
    public boolean isRefusing() {
        return hasFailed && whenItFails == WhenStoreFails.FAIL && underWay == null && nanosToAskAgain() > 0;
    }

    @Override
    public void take() {
        own.take();
        share.take();
        noteUse();
        uncounted++;
        askIfDue();
    }

    @Override
    public void giveBack() {
        own.giveBack();
        share.giveBack();
        if (!hasFailed) {
            bucket.giveBack(1);
        }
    }

    @Override
    public void answered() {
        own.answered();
        share.answered();
    }

    // However many processes notice it at once: each second of pause follows from a rejection.
    @Override
    public void exhaust() {
        own.exhaust();
        share.exhaust();
        correct(available -> Math.max(0, available) + rate.exhaustedBy());
    }

    @Override
    public void follow(long remaining, long nanosToReset) {
        own.follow(remaining, nanosToReset);
        share.follow(remaining, nanosToReset);
        long now = time.nanoTime();
        if (remaining <= 0 && nanosToReset > 0 && usedUpUntil - now <= 0) {
            long nanos = Math.min(nanosToReset, rate.bandwidth().getRefillPeriodNanos());
            usedUpUntil = now + nanos;
            long tokens = rate.tokensIn(nanos);
            correct(available -> available + tokens);
        }
    }

    @Override
    public Long available() {
        return null; // the store would have to be asked
    }

    @Override
    public boolean isFull() {
        return underWay == null && !isReserved && emptyUntil - time.nanoTime() <= 0;
    }

    private void correct(LongUnaryOperator tokens) {
        isReserved = false; // for a time that was too early
        addCorrection(tokens);
        askIfDue();
    }

    private void addCorrection(LongUnaryOperator tokens) {
        LongUnaryOperator other = correction;
        correction = other == null
                ? tokens
                : available -> Math.max(tokens.applyAsLong(available), other.applyAsLong(available));
    }

    private long nanosToAskAgain() {
        return hasFailed ? askAgainAt - time.nanoTime() : 0;
    }

    private void askIfDue() {
        if (nanosToAskAgain() <= 0) {
            ask();
        }
    }

    /** Begins what is due at the store, unless something is under way. */
    private void ask() {
        if (underWay != null) {
            return;
        }
        if (uncounted > 0) {
            long requests = uncounted;
            uncounted = 0;
            // The upstream does not count what it rejects: its counter is never above the threshold.
            addCorrection(available -> Math.min(requests, available + rate.exhaustedBy()));
        }
        if (correction != null) {
            Operation correcting = new Operation(correction);
            correction = null;
            begin(correcting, bucket.consume(correcting.correction));
        } else if (ownIsTaken && !isReserved) {
            begin(new Operation(null), bucket.consume(1));
        }
    }

    private void begin(Operation operation, CompletableFuture<Long> result) {
        underWay = operation;
        operation.alarm = time.after(PATIENCE, () -> changeAndTell(() -> tookTooLong(operation)));
        result.whenCompleteAsync((nanos, failure) -> changeAndTell(() -> ended(operation, nanos, failure)), threads);
    }

    private void changeAndTell(Runnable end) {
        change.accept(end);
        news.getAndSet(() -> {}).run();
    }

    private void tookTooLong(Operation operation) {
        if (operation == underWay) {
            underWay = null;
            failed(operation, "no answer in " + PATIENCE.toSeconds() + " s");
        }
    }

    private void ended(Operation operation, Long nanos, Throwable failure) {
        if (operation != underWay) {
            if (failure == null && operation.isReservation()) {
                bucket.giveBack(1); // another one took its place
            }
            return;
        }
        underWay = null;
        operation.alarm.cancel();
        if (failure != null) {
            failed(operation, rootOf(failure).getClass().getName());
            return;
        }
        if (hasFailed) {
            hasFailed = false;
            news.set(() -> LOG.info("The bucket store of {} answers again", name));
        }
        if (operation.isReservation()) {
            isReserved = true;
            reservedFor = time.nanoTime() + nanos;
        }
        if (uncounted > 0 || correction != null) {
            ask();
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    // The failure's own text is not told: a driver's may have the store's password in it.
    private void failed(Operation operation, String why) {
        if (!operation.isReservation()) {
            addCorrection(operation.correction);
        }
        if (!hasFailed) {
            hasFailed = true;
            news.set(() -> LOG.warn("The bucket store of {} has failed ({}). {}", name, why, consequence()));
            if (whenItFails == WhenStoreFails.SHARE) {
                share.exhaust(); // the others may have used all that there was
                // Nor does anybody know afterwards what all of them used: no more than has come.
                addCorrection(available -> available);
            }
        }
        askAgainAt = time.nanoTime() + RETRY.toNanos();
        if (whenItFails == WhenStoreFails.FAIL && ownIsTaken) {
            own.giveBack();
            ownIsTaken = false;
        }
    }

    private String consequence() {
        return switch (whenItFails) {
            case WAIT -> "Requests wait until it answers again";
            case SHARE -> "Until it answers again, this process uses its share of the limit";
            case FAIL -> "Until it answers again, requests that need a permit fail";
        };
    }

    // Asked when the store does not have the bucket, on its threads. One that it has lost begins empty.
    private BucketConfiguration configuration() {
        boolean isNew = emptyUntil - time.nanoTime() <= 0;
        return BucketConfiguration.builder()
                .addLimit(isNew ? rate.bandwidth() : rate.empty())
                .build();
    }

    /** Something that is under way at the store: a reservation, or a correction. */
    private static final class Operation {

        private final LongUnaryOperator correction;
        private Timekeeper.Alarm alarm;

        private Operation(LongUnaryOperator correction) {
            this.correction = correction;
        }

        private boolean isReservation() {
            return correction == null;
        }
    }
}
