package io.github.chatpin.camel.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * A token bucket that several processes share through a store. Each operation begins on one of the executor's threads,
 * and holds it only if the store knows no asynchronous way. Thread-safe.
 */
final class StoredBucket {

    private final AsyncBucketProxy asynchronous; // one of the two
    private final BucketProxy synchronous;
    private final Executor threads;

    /** @param configuration asked whenever the store does not have the bucket, or has it no longer */
    StoredBucket(
            ProxyManager<String> store, String key, Supplier<BucketConfiguration> configuration, Executor threads) {
        boolean isAsync = store.isAsyncModeSupported();
        this.asynchronous = isAsync
                ? store.asAsync().builder().build(key, () -> CompletableFuture.completedFuture(configuration.get()))
                : null;
        this.synchronous = isAsync ? null : store.builder().build(key, configuration);
        this.threads = threads;
    }

    /**
     * Takes tokens, if need be those to come, and tells in how many nanoseconds all of them are there.
     *
     * @param isWanted asked before anything is done: it may have waited long for a thread
     */
    CompletableFuture<Long> consume(long tokens, BooleanSupplier isWanted) {
        return run(
                isWanted,
                bucket -> bucket.consumeIgnoringRateLimits(tokens),
                bucket -> bucket.consumeIgnoringRateLimits(tokens));
    }

    /**
     * Takes tokens whose number depends on how many there are: below zero, if some were taken that are still to come.
     * Two operations; others may come in between.
     */
    CompletableFuture<Long> consume(LongUnaryOperator tokens, BooleanSupplier isWanted) {
        return run(isWanted, AsyncBucketProxy::getAvailableTokens, BucketProxy::getAvailableTokens)
                .thenCompose(available -> {
                    long number = tokens.applyAsLong(available);
                    return number > 0 ? consume(number, isWanted) : CompletableFuture.completedFuture(0L);
                });
    }

    /** Puts a token back. What becomes of that is of no concern: at worst it is lost. */
    void giveBack() {
        run(() -> true, bucket -> bucket.addTokens(1), bucket -> {
            bucket.addTokens(1);
            return null;
        });
    }

    private <T> CompletableFuture<T> run(
            BooleanSupplier isWanted,
            Function<AsyncBucketProxy, CompletableFuture<T>> asynchronously,
            Function<BucketProxy, T> synchronously) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                if (!isWanted.getAsBoolean()) {
                                    throw new CancellationException();
                                }
                                return asynchronous != null
                                        ? asynchronously.apply(asynchronous)
                                        : CompletableFuture.completedFuture(synchronously.apply(synchronous));
                            },
                            threads)
                    .thenCompose(Function.identity());
        } catch (RejectedExecutionException e) {
            // The component has stopped, and with it whatever would have waited for this.
            return new CompletableFuture<>();
        }
    }
}
