package io.github.chatpin.example.bus;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders for Bitrix24 that are all in the queue when the consumers come.
 *
 * @param consumers   how many consumers there were
 * @param requests    how many requests the portal received
 * @param largest     the most pins that one request had
 * @param tenths      how long it took, in tenths of a second
 */
record Burst(int consumers, int requests, int largest, long tenths) {

    /** How many orders there are. */
    static final int ORDERS = 100;

    // A tenth of the standard plan's time: 20 requests a second instead of 2, and a reserve of four
    private static final int LIMIT = 24;
    private static final int PER_SECOND = 20;
    private static final long AT_MOST_SECONDS = 60;

    static Burst of(int consumers, Path directory) throws Exception {
        CountDownLatch done = new CountDownLatch(ORDERS);
        AtomicInteger largest = new AtomicInteger();
        PinRoutes routes = new PinRoutes(new Verdict(Redelivery.QUICK.maxDeliveries()), exchange -> {
            int size = exchange.getMessage().getHeader(ChatPinConstants.BATCH_SIZE, Integer.class);
            largest.accumulateAndGet(size, Math::max);
            done.countDown();
        });
        try (FakeBitrix24 portal = FakeBitrix24.builder()
                        .pinCap(ORDERS)
                        .limit(LIMIT, PER_SECOND)
                        .start();
                Broker broker = Broker.start(directory, 0, Redelivery.QUICK)) {
            send(broker);
            long start = System.nanoTime();
            long tenths;
            try (Bus bus = Bus.start(broker.connections(), properties(portal, consumers), routes)) {
                if (!done.await(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(done.getCount() + " pins are missing");
                }
                tenths = Duration.ofNanos(System.nanoTime() - start).toMillis() / 100;
            }
            return new Burst(consumers, portal.requests().size(), largest.get(), tenths);
        }
    }

    private static void send(Broker broker) {
        try (OrderSender sender = new OrderSender(broker.connections())) {
            for (int i = 1; i <= ORDERS; i++) {
                sender.send(Broker.BITRIX24, String.valueOf(i), new PinOrder("chat" + i, true));
            }
        }
    }

    private static Properties properties(FakeBitrix24 portal, int consumers) {
        Properties properties = new Properties();
        properties.setProperty("bus.consumers", String.valueOf(consumers));
        properties.setProperty("bitrix24.portalUrl", portal.url());
        properties.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        properties.setProperty("bitrix24.limit", String.valueOf(LIMIT));
        properties.setProperty("bitrix24.period", String.valueOf(1000 * LIMIT / PER_SECOND));
        properties.setProperty("whatsapp.gatewayUrl", portal.url()); // not used here
        properties.setProperty("whatsapp.instance", "none");
        properties.setProperty("whatsapp.token", "none");
        return properties;
    }
}
