package io.github.chatpin.example.benchmark;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.grid.hazelcast.Bucket4jHazelcast;
import io.github.chatpin.camel.ChatPinConstants;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** What many portals cost that one process pins in: each with an endpoint, a limit, and a pin now and then. */
final class Portals {

    private static final int A_BLOCK = 250;

    private final Sizes sizes;
    private final Portal first;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** @param first a portal that answers at all addresses 127.x.y.z */
    Portals(Sizes sizes, Portal first) {
        this.sizes = sizes;
        this.first = first;
    }

    PortalsFindings measure() throws Exception {
        return new PortalsFindings(sizes.portals(), withLimitsOfTheirOwn(), withSharedLimits());
    }

    private PortalsFindings.Cost withLimitsOfTheirOwn() throws Exception {
        return pinInAll(null, () -> 0L);
    }

    private PortalsFindings.Cost withSharedLimits() throws Exception {
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
            return pinInAll(store, operations::get);
        } finally {
            hazelcast.shutdown();
        }
    }

    private PortalsFindings.Cost pinInAll(ProxyManager<String> store, Supplier<Long> operations) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("store", store == null ? "none" : store);
        context.start();
        List<AsyncProducer> producers = new ArrayList<>();
        try {
            pin(producer(context, producers, -1, store)); // threads and classes that all portals share
            producers.clear();
            long bytesBefore = Heap.reachableBytes();
            long operationsBefore = operations.get();
            int threadsBefore = threads.getThreadCount();
            int mostThreads = 0;
            for (int portal = 0; portal < sizes.portals(); portal++) {
                pin(producer(context, producers, portal, store));
                mostThreads = Math.max(mostThreads, threads.getThreadCount());
            }
            long bytes = Heap.reachableBytes() - bytesBefore;
            return new PortalsFindings.Cost(
                    (double) bytes / sizes.portals(),
                    threadsBefore,
                    mostThreads,
                    (double) (operations.get() - operationsBefore) / sizes.portals());
        } finally {
            context.stop();
        }
    }

    private AsyncProducer producer(
            CamelContext context, List<AsyncProducer> producers, int portal, ProxyManager<String> store)
            throws Exception {
        int number = portal + 1;
        String host = "127.0.%d.%d".formatted(number / A_BLOCK, number % A_BLOCK + 1);
        AsyncProducer producer = context.getEndpoint("chatpin:bitrix24?portalUrl=%s&authorizationToken=%s%s"
                        .formatted(
                                first.url().replace("127.0.0.1", host),
                                first.authorizationToken(),
                                store == null ? "" : "&bucketStore=#bean:store"))
                .createAsyncProducer();
        producer.start();
        producers.add(producer);
        return producer;
    }

    private static void pin(AsyncProducer producer) throws Exception {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat1");
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
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
