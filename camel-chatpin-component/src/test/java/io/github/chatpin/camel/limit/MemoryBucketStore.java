package io.github.chatpin.camel.limit;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A store of buckets in memory, as a server's clients see it: it can be down, hang, or lose what it kept. */
public final class MemoryBucketStore extends AbstractCompareAndSwapBasedProxyManager<String> {

    private final Server server;
    private final boolean asynchronous;

    private MemoryBucketStore(Server server, boolean asynchronous, LongSupplier nanoTime) {
        super(ClientSideConfig.getDefault().withClientClock(new Meter(nanoTime)));
        this.server = server;
        this.asynchronous = asynchronous;
    }

    /** What the clients share. */
    public static final class Server {

        private final Map<String, byte[]> buckets = new ConcurrentHashMap<>();
        private final AtomicInteger operations = new AtomicInteger();
        private final List<Runnable> hanging = new ArrayList<>();
        private volatile boolean isDown;
        private volatile boolean isHung;

        /** Returns a client with its own clock. */
        public MemoryBucketStore client(LongSupplier nanoTime) {
            return new MemoryBucketStore(this, true, nanoTime);
        }

        /** Returns a client that knows no asynchronous way. */
        public MemoryBucketStore synchronousClient(LongSupplier nanoTime) {
            return new MemoryBucketStore(this, false, nanoTime);
        }

        public void stop() {
            isDown = true;
        }

        public void start() {
            isDown = false;
        }

        /** Answers nothing until it {@linkplain #goOn goes on}. */
        void hang() {
            isHung = true;
        }

        void goOn() {
            isHung = false;
            List<Runnable> late = List.copyOf(hanging);
            hanging.clear();
            late.forEach(Runnable::run);
        }

        void loseEverything() {
            buckets.clear();
        }

        public Map<String, byte[]> buckets() {
            return buckets;
        }

        /** Returns how many operations clients have begun. */
        public int operations() {
            return operations.get();
        }
    }

    @Override
    public <T> CommandResult<T> execute(String key, Request<T> request) {
        server.operations.incrementAndGet();
        return super.execute(key, request);
    }

    @Override
    public <T> CompletableFuture<CommandResult<T>> executeAsync(String key, Request<T> request) {
        server.operations.incrementAndGet();
        CompletableFuture<CommandResult<T>> result = new CompletableFuture<>();
        Runnable operation = () -> super.executeAsync(key, request).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        if (server.isHung) {
            server.hanging.add(operation);
        } else {
            operation.run();
        }
        return result;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(read(key));
            }

            @Override
            public boolean compareAndSwap(
                    byte[] original, byte[] changed, RemoteBucketState state, Optional<Long> timeoutNanos) {
                return write(key, original, changed);
            }
        };
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        return new AsyncCompareAndSwapOperation() {
            @Override
            public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
                return server.isDown
                        ? CompletableFuture.failedFuture(new StoreIsDown())
                        : CompletableFuture.completedFuture(Optional.ofNullable(read(key)));
            }

            @Override
            public CompletableFuture<Boolean> compareAndSwap(
                    byte[] original, byte[] changed, RemoteBucketState state, Optional<Long> timeoutNanos) {
                return CompletableFuture.completedFuture(write(key, original, changed));
            }
        };
    }

    private byte[] read(String key) {
        if (server.isDown) {
            throw new StoreIsDown();
        }
        return server.buckets.get(key);
    }

    private boolean write(String key, byte[] original, byte[] changed) {
        synchronized (server) {
            boolean isUnchanged = Arrays.equals(original, server.buckets.get(key));
            if (isUnchanged) {
                server.buckets.put(key, changed);
            }
            return isUnchanged;
        }
    }

    @Override
    public void removeProxy(String key) {
        server.buckets.remove(key);
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        removeProxy(key);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isAsyncModeSupported() {
        return asynchronous;
    }

    /** Has a text that must not be logged. */
    private static final class StoreIsDown extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private StoreIsDown() {
            super("redis://:pass-of-the-store@localhost cannot be reached");
        }
    }

    private record Meter(LongSupplier nanoTime) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
