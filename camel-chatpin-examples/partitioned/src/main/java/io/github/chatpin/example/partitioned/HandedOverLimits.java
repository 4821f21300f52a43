package io.github.chatpin.example.partitioned;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketListener;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.RecoveryStrategy;
import io.github.bucket4j.distributed.proxy.RemoteBucketBuilder;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The limits of this process's portals, in its own memory: what the option {@code bucketStore} takes, but shared with
 * no other process. A bucket holds what has come since the hand-over, whatever it held before: the process that had the portal
 * until then may have used up everything. Thread-safe.
 */
final class HandedOverLimits extends AbstractCompareAndSwapBasedProxyManager<String> {

    private final Map<String, byte[]> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile long handedOverAt;

    /** @param nanoTime as {@link System#nanoTime} */
    HandedOverLimits(LongSupplier nanoTime) {
        super(ClientSideConfig.getDefault());
        this.nanoTime = nanoTime;
        this.handedOverAt = nanoTime.getAsLong();
    }

    /** Empties all buckets: another process may have had some of the portals until now. */
    void handOver() {
        handedOverAt = nanoTime.getAsLong();
        buckets.clear();
    }

    @Override
    public RemoteBucketBuilder<String> builder() {
        return new Builder(super.builder());
    }

    private BucketConfiguration sinceHandOver(BucketConfiguration full) {
        long nanos = nanoTime.getAsLong() - handedOverAt;
        var bandwidths = BucketConfiguration.builder();
        for (Bandwidth bandwidth : full.getBandwidths()) {
            double come = (double) nanos * bandwidth.getRefillTokens() / bandwidth.getRefillPeriodNanos();
            bandwidths.addLimit(Bandwidth.builder()
                    .capacity(bandwidth.getCapacity())
                    .refillGreedy(bandwidth.getRefillTokens(), Duration.ofNanos(bandwidth.getRefillPeriodNanos()))
                    .initialTokens((long) Math.min(come, bandwidth.getInitialTokens()))
                    .build());
        }
        return bandwidths.build();
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(buckets.get(key));
            }

            @Override
            public boolean compareAndSwap(
                    byte[] original, byte[] replacement, RemoteBucketState state, Optional<Long> timeoutNanos) {
                return original == null
                        ? buckets.putIfAbsent(key, replacement) == null
                        : buckets.replace(key, original, replacement); // the same array, not an equal one
            }
        };
    }

    @Override
    public void removeProxy(String key) {
        buckets.remove(key);
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false; // nothing waits here
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        throw new UnsupportedOperationException();
    }

    /** Lets a bucket that is not there begin with what has come since the hand-over. */
    private final class Builder implements RemoteBucketBuilder<String> {

        private final RemoteBucketBuilder<String> builder;

        private Builder(RemoteBucketBuilder<String> builder) {
            this.builder = builder;
        }

        @Override
        public BucketProxy build(String key, Supplier<BucketConfiguration> configuration) {
            return builder.build(key, () -> sinceHandOver(configuration.get()));
        }

        @Override
        @Deprecated
        public BucketProxy build(String key, BucketConfiguration configuration) {
            return build(key, () -> configuration);
        }

        @Override
        public RemoteBucketBuilder<String> withRecoveryStrategy(RecoveryStrategy strategy) {
            return new Builder(builder.withRecoveryStrategy(strategy));
        }

        @Override
        public RemoteBucketBuilder<String> withOptimization(Optimization optimization) {
            return new Builder(builder.withOptimization(optimization));
        }

        @Override
        public RemoteBucketBuilder<String> withImplicitConfigurationReplacement(
                long version, TokensInheritanceStrategy strategy) {
            return new Builder(builder.withImplicitConfigurationReplacement(version, strategy));
        }

        @Override
        public RemoteBucketBuilder<String> withListener(BucketListener listener) {
            return new Builder(builder.withListener(listener));
        }
    }
}
