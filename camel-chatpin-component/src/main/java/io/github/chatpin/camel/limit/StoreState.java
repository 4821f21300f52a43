package io.github.chatpin.camel.limit;

import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store of a shared limit answers, what follows if not, and when it is asked again. Guarded by the
 * limiter's lock, but for {@link #tell}, which is called without.
 */
final class StoreState {

    /** After what time a store that has failed is asked again, if a request needs it. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoreState.class);

    private final String limit;
    private final WhenStoreFails whenItFails;
    private final Timekeeper time;
    private final AtomicReference<Runnable> news = new AtomicReference<>(() -> {});
    private boolean hasFailed;
    private long askAgainAt;

    /** @param limit names the limit in the log */
    StoreState(String limit, WhenStoreFails whenItFails, Timekeeper time) {
        this.limit = limit;
        this.whenItFails = whenItFails;
        this.time = time;
    }

    boolean hasFailed() {
        return hasFailed;
    }

    /** Returns whether it has failed and that has this consequence. */
    boolean hasFailedWith(WhenStoreFails consequence) {
        return hasFailed && whenItFails == consequence;
    }

    /** Returns for how many nanoseconds it is not to be asked; none or fewer if it may be. */
    long nanosToAskAgain() {
        return hasFailed ? askAgainAt - time.nanoTime() : 0;
    }

    /**
     * Notes that it has failed; returns whether that is new.
     *
     * @param why in words without a secret: a driver's own may have the store's password in them
     */
    boolean failed(String why) {
        boolean isNew = !hasFailed;
        if (isNew) {
            hasFailed = true;
            news.set(() -> LOG.warn("The bucket store of {} has failed ({}). {}", limit, why, consequence()));
        }
        askAgainAt = time.nanoTime() + RETRY.toNanos();
        return isNew;
    }

    /** Says what kind of failure it is, in words without a secret. */
    static String kindOf(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // causes may form a circle
        Throwable root = failure;
        for (Throwable next = failure; next != null && seen.add(next); next = next.getCause()) {
            root = next;
        }
        return root.getClass().getName();
    }

    private String consequence() {
        return switch (whenItFails) {
            case WAIT -> "Requests wait until it answers again";
            case SHARE -> "Until it answers again, this process uses its share of the limit";
            case FAIL -> "Until it answers again, requests that need a permit fail";
        };
    }

    /** Notes that it has answered. */
    void answered() {
        if (hasFailed) {
            hasFailed = false;
            news.set(() -> LOG.info("The bucket store of {} answers again", limit));
        }
    }

    /** Logs what is new. */
    void tell() {
        news.getAndSet(() -> {}).run();
    }
}
