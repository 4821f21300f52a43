package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.limit.MemoryBucketStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three CamelContexts that stand for three processes, and one upstream. */
class SharedLimitRouteTest {

    private static final int CONTEXTS = 3;

    private final MemoryBucketStore.Server store = new MemoryBucketStore.Server();
    private final List<CamelContext> contexts = new ArrayList<>();

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    /** The counter holds 70 and falls by 2 a second. */
    private static FakeBitrix24 portal() {
        return FakeBitrix24.builder().limit(70, 2).pinCap(1000).start();
    }

    private static String endpoint(FakeBitrix24 portal, String... options) {
        return RouteTestSupport.bitrix24(portal, "throttleLimit=70", "throttlePeriod=35000", String.join("&", options));
    }

    @Test
    void stayWithinAPortalsLimitTogether() throws Exception {
        try (FakeBitrix24 portal = portal()) {
            List<Exchange> exchanges = pinFromAll(endpoint(portal, "batchSize=1", "bucketStore=#bean:store"), 25);

            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(portal.pinnedDialogs()).hasSize(CONTEXTS * 25);
            assertThat(portal.rejected()).isZero();
        }
    }

    @Test
    void loseNoOperationWhereMoreAreDueThanThereAreThreadsForTheStore() throws Exception {
        int portals = 20;
        CountDownLatch allAreDue = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(portals);
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind("store", store.synchronousClient(() -> timeAfter(allAreDue)));
        context.start();
        List<Exchange> exchanges = new ArrayList<>();
        for (int portal = 1; portal <= portals; portal++) {
            Endpoint endpoint = context.getEndpoint(
                    "chatpin:bitrix24?portalUrl=http://127.0.0.%d:9&authorizationToken=1/abc&maxRetries=0&bucketStore=#bean:store&bucketStoreFailure=fail"
                            .formatted(portal)); // no server is there: what counts is that the requests go
            AsyncProducer producer = endpoint.createAsyncProducer();
            context.addService(producer);
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat1");
            exchanges.add(exchange);
            producer.process(exchange, doneSync -> ends.countDown());
        }
        allAreDue.countDown();

        assertThat(ends.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(exchanges)
                .extracting(exchange -> exchange.getException().getMessage())
                .noneMatch(message -> message.contains("bucket store"));
    }

    private static long timeAfter(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime();
    }

    @Test
    void areRejectedWithALimitEach() throws Exception {
        try (FakeBitrix24 portal = portal()) {
            pinFromAll(endpoint(portal, "batchSize=1", "maxRetries=0", "maxWait=1000"), 60);

            assertThat(portal.rejected()).isPositive();
        }
    }

    @Test
    void stillSendWhatGathersInBatches() throws Exception {
        try (FakeBitrix24 portal = portal()) {
            List<Exchange> exchanges = pinFromAll(endpoint(portal, "bucketStore=#bean:store"), 300);

            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(portal.pinnedDialogs()).hasSize(CONTEXTS * 300);
            assertThat(portal.rejected()).isZero();
            assertThat(portal.requests().size()).isLessThan(CONTEXTS * 300 / 4);
        }
    }

    /** Windows of 100 in 10 s: at any phase, and for arrivals that are late by a third of a second. */
    @Test
    @Tag("realtime")
    void stayWithinAGatewaysWindowTogether() throws Exception {
        try (FakeRyzeApi gateway =
                FakeRyzeApi.builder().limit(100, Duration.ofSeconds(10)).start()) {
            String endpoint = RouteTestSupport.whatsapp(
                    gateway, "throttlePeriod=10000", "bucketStore=#bean:store", "pinned=false", "retryDelay=100");

            List<Exchange> exchanges = pinFromAll(endpoint, 40);

            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(gateway.rejected()).isZero();
            // More, where two contexts change something of the instance at once, which is a conflict.
            assertThat(gateway.requests()).hasSizeGreaterThanOrEqualTo(CONTEXTS * 40);
        }
    }

    @Test
    void failWhileTheStoreIsDownIfThatIsWanted() throws Exception {
        store.stop();
        try (FakeBitrix24 portal = portal()) {
            Exchange exchange = pinFromAll(endpoint(portal, "bucketStore=#bean:store", "bucketStoreFailure=fail"), 1)
                    .get(0);

            UpstreamUnavailableException failure = exchange.getException(UpstreamUnavailableException.class);
            assertThat(failure).hasMessageContaining("bucket store").hasMessageNotContaining("pass-of-the-store");
            assertThat(failure.isRetryable()).isTrue();
            assertThat(failure.getStatusCode()).isZero();
            assertThat(failure.getChatId()).isEqualTo("chat100");
            assertThat(portal.requests()).isEmpty();
        }
    }

    @Test
    void goOnAtTheirSharesWhileTheStoreIsDownIfThatIsWanted() throws Exception {
        store.stop();
        try (FakeBitrix24 portal = portal()) {
            List<Exchange> exchanges = pinFromAll(
                    endpoint(portal, "bucketStore=#bean:store", "bucketStoreFailure=share", "bucketStoreShares=3"), 10);

            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(portal.rejected()).isZero();
        }
    }

    @Test
    void doNotNameWhatIsSharedInTheStore() throws Exception {
        try (FakeRyzeApi gateway = FakeRyzeApi.builder().start()) {
            pinFromAll(RouteTestSupport.whatsapp(gateway, "bucketStore=#bean:store"), 1);

            assertThat(store.buckets().keySet())
                    .singleElement()
                    .asString()
                    .matches("chatpin:whatsapp:100/60000:[0-9a-f]{16}")
                    .doesNotContain(gateway.token(), gateway.instance());
        }
    }

    /** Sends as many pins from each context at once, each of a chat of its own. */
    private List<Exchange> pinFromAll(String endpoint, int each) throws Exception {
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 1; i <= CONTEXTS; i++) {
            int firstChat = i * (each == 1 ? 100 : 1000);
            CamelContext context = new DefaultCamelContext();
            contexts.add(context);
            context.getRegistry().bind("store", store.client(TimeMeter.SYSTEM_MILLISECONDS::currentTimeNanos));
            context.start();
            var template = context.createProducerTemplate();
            exchanges.addAll(IntStream.range(firstChat, firstChat + each)
                    .mapToObj(chat -> template.asyncSend(endpoint, exchange -> exchange.getMessage()
                            .setHeader(ChatPinConstants.CHAT_ID, chatId(endpoint, chat))))
                    .toList());
        }
        return exchanges.stream().map(CompletableFuture::join).toList();
    }

    private static String chatId(String endpoint, int chat) {
        return endpoint.startsWith("chatpin:whatsapp") ? "5511900" + (100_000 + chat) : "chat" + chat;
    }
}
