package io.github.chatpin.example.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinConstants;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What one process pins in many portals through one endpoint, each portal within the limit of its plan. All pins are handed
 * over at once, to one portal after another. Each look-up of a portal takes no time.
 */
final class ManyPortals {

    private static final int MILLIS = 20; // how far away the portals are
    private static final int MOST_MINUTES = 10;
    private static final String MANY = "chatpin:bitrix24?accounts=#bean:portals&maxPending=1000000";
    private static final int CHATS = 10_000;
    private static final int OTHERS = 300;

    private final Sizes sizes;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    ManyPortals(Sizes sizes) {
        this.sizes = sizes;
    }

    ManyPortalsFindings measure() throws Exception {
        List<PortalsRun> runs = new ArrayList<>();
        run(sizes.portals().get(0), sizes.portalPins() / 10, null); // what the code compiled later would do better
        double[] unlimited = new double[sizes.portalRounds()];
        PortalsRun withoutALimit = null;
        for (int round = 0; round < sizes.portalRounds(); round++) {
            withoutALimit = withoutALimit();
            unlimited[round] = withoutALimit.pinsPerSecond();
        }
        for (int portals : sizes.portals()) {
            int pins = Math.min(sizes.portalPins(), portals * sizes.mostPinsOfAPortal());
            PortalsRun[] rounds = new PortalsRun[sizes.portalRounds()];
            for (int round = 0; round < rounds.length; round++) {
                rounds[round] = run(portals, pins, null);
            }
            Arrays.sort(rounds, (a, b) -> Double.compare(a.pinsPerSecond(), b.pinsPerSecond()));
            runs.add(rounds[rounds.length / 2]);
        }
        Arrays.sort(unlimited);
        int most = sizes.portals().get(sizes.portals().size() - 1);
        PortalsRun median = withoutALimit.withPinsPerSecond(unlimited[unlimited.length / 2]);
        return new ManyPortalsFindings(median, runs, idleBytes(most));
    }

    private PortalsRun withoutALimit() throws Exception {
        return run(1, sizes.portalPins(), "unlimited");
    }

    private PortalsRun run(int portals, int pins, String plan) throws Exception {
        try (LoopbackProcess loopback = LoopbackProcess.start(MILLIS);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("portals", source(loopback.portal(), plan));
            context.start();
            AsyncProducer producer = context.getEndpoint(MANY).createAsyncProducer();
            producer.start();
            pin(producer, new String[] {"10000"}, 1);
            String[] names = new String[portals];
            Arrays.setAll(names, Integer::toString);
            threads.resetPeakThreadCount();
            long cpu = machine.getProcessCpuTime();
            Burst burst = pin(producer, names, pins);
            double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
            int mostThreads = threads.getPeakThreadCount();
            int connections = loopback.openConnections();
            return new PortalsRun(
                    portals,
                    pins,
                    pins / burst.seconds,
                    burst.failed,
                    burst.requests,
                    mostThreads,
                    connections,
                    cpuSeconds * 1e6 / pins,
                    plan != null);
        }
    }

    private static AccountSource source(Portal first, String plan) {
        return name -> {
            Portal portal = AccountKind.OF_PORTALS.account(first, Integer.parseInt(name));
            return Optional.of(Map.of(
                    "portalUrl", portal.url(),
                    "authorizationToken", portal.authorizationToken(),
                    "plan", plan == null ? "standard" : plan));
        };
    }

    private record Burst(double seconds, int failed, long requests) {}

    private static Burst pin(AsyncProducer producer, String[] portals, int pins) throws InterruptedException {
        AtomicInteger failed = new AtomicInteger();
        LongAdder requestParts = new LongAdder(); // in 50ths of a thousandth: each pin's part of its request
        CountDownLatch open = new CountDownLatch(pins);
        long start = System.nanoTime();
        for (int i = 0; i < pins; i++) {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, portals[i % portals.length]);
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat" + (i / portals.length % CHATS + 1));
            producer.process(exchange, sync -> {
                if (exchange.getException() == null) {
                    int batch = exchange.getMessage().getHeader(ChatPinConstants.BATCH_SIZE, Integer.class);
                    requestParts.add(1_000_000 / batch);
                } else {
                    failed.incrementAndGet();
                }
                open.countDown();
            });
        }
        if (!open.await(MOST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(open.getCount() + " pins have not ended");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Burst(seconds, failed.get(), Math.round(requestParts.sum() / 1e6));
    }

    /** Returns the heap that each portal keeps when it is idle and without a connection, after a pin and the last one. */
    private double idleBytes(int portals) throws Exception {
        try (LoopbackProcess loopback = LoopbackProcess.start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("portals", source(loopback.portal(), null));
            context.start();
            AsyncProducer producer = context.getEndpoint(MANY).createAsyncProducer();
            producer.start();
            for (int i = 0; i < OTHERS; i++) { // what all share is made by these
                pinAlone(producer, portals + i);
            }
            long bytesBefore = Heap.reachableBytes();
            for (int i = 0; i < portals; i++) {
                pinAlone(producer, i);
            }
            return (double) (Heap.reachableBytes() - bytesBefore) / portals;
        }
    }

    private static void pinAlone(AsyncProducer producer, int portal) throws Exception {
        for (String chat : List.of("chat1", LoopbackServer.LAST_CHAT)) {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, Integer.toString(portal));
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
            producer.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        }
    }
}
