package io.github.chatpin.example.benchmark;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.grid.hazelcast.Bucket4jHazelcast;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What many accounts cost that one process pins with: each with an endpoint, and a pin now and then. */
final class Tenants {

    private static final int CALLERS = 8; // of the second round

    private final Sizes sizes;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    Tenants(Sizes sizes) {
        this.sizes = sizes;
    }

    TenantsFindings measure() throws Exception {
        ofPortals(sizes.mostAccounts() / 10); // what the code compiled later would do better
        return new TenantsFindings(
                measure(AccountKind.OF_ONE_PORTAL, sizes.mostAccounts(), null, () -> 0),
                ofPortals(sizes.mostAccounts()),
                withSharedLimits());
    }

    /** Measures accounts of as many portals, with limits of this process's own. */
    AccountCost ofPortals(int count) throws Exception {
        return measure(AccountKind.OF_PORTALS, count, null, () -> 0);
    }

    private AccountCost withSharedLimits() throws Exception {
        System.setProperty("hazelcast.logging.type", "none"); // it says how it would be faster on this JVM
        Config config = new Config().setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
        AtomicLong operations = new AtomicLong();
        try {
            ProxyManager<String> store = Bucket4jHazelcast.entryProcessorBasedBuilder(
                            hazelcast.<String, byte[]>getMap("limits"))
                    .executionStrategy(counting(operations))
                    .build();
            return measure(AccountKind.OF_PORTALS, sizes.mostAccounts(), store, operations::get);
        } finally {
            hazelcast.shutdown();
        }
    }

    private AccountCost measure(AccountKind kind, int count, ProxyManager<String> store, LongSupplier operations)
            throws Exception {
        try (LoopbackProcess loopback = LoopbackProcess.start();
                Accounts accounts = new Accounts(store)) {
            // One more account makes the threads and loads the classes that all share.
            accounts.add(kind.account(loopback.portal(), count));
            accounts.pinWithAllForTheLastTime();
            accounts.forget();
            long bytesBefore = Heap.reachableBytes();
            long operationsBefore = operations.getAsLong();
            threads.resetPeakThreadCount();
            for (int number = 0; number < count; number++) {
                accounts.add(kind.account(loopback.portal(), number));
            }
            int connections = loopback.openConnections();
            double storeOperations = (double) (operations.getAsLong() - operationsBefore) / count;
            double pinsPerSecond = pinsPerSecond(accounts, count);
            double microsPerPin = microsPerPin(accounts, count);
            int mostThreads = threads.getPeakThreadCount();
            accounts.pinWithAllForTheLastTime();
            double bytes = (double) (Heap.reachableBytes() - bytesBefore) / count;
            return new AccountCost(
                    count, bytes, connections, mostThreads, pinsPerSecond, microsPerPin, storeOperations);
        }
    }

    private static double pinsPerSecond(Accounts accounts, int count) throws Exception {
        long start = System.nanoTime();
        accounts.pinWithAll(CALLERS);
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private double microsPerPin(Accounts accounts, int count) throws Exception {
        int rounds = Math.max(1, sizes.timedPins() / count);
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            accounts.pinWithAll();
        }
        return (System.nanoTime() - start) / 1e3 / rounds / count;
    }

    private static ExecutionStrategy counting(AtomicLong operations) {
        return new ExecutionStrategy() {
            @Override
            public <T> T execute(Supplier<T> operation) {
                operations.incrementAndGet();
                return operation.get();
            }

            @Override
            public <T> CompletableFuture<T> executeAsync(Supplier<CompletableFuture<T>> operation) {
                operations.incrementAndGet();
                return operation.get();
            }
        };
    }
}
