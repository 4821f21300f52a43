package io.github.chatpin.example.cluster;

import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Runs Bucket4j's operations where they are, and counts them. Thread-safe. */
final class CountedOperations implements ExecutionStrategy {

    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    @Override
    public <T> T execute(Supplier<T> operation) {
        count.incrementAndGet();
        return operation.get();
    }

    @Override
    public <T> CompletableFuture<T> executeAsync(Supplier<CompletableFuture<T>> operation) {
        count.incrementAndGet();
        return operation.get();
    }
}
