package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits holds no thread up to maxPending; beyond it the caller waits, but never one of the component's own. */
class BackPressureTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().unlimited());

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().pinCap(10_000));

    private final FakeRyzeApi fake = RYZE_API.fake();
    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final Map<String, AsyncProducer> producers = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(3);
    private final String uri = whatsapp(fake, "maxPending=2", "pinned=false");

    @AfterEach
    void release() {
        fake.release();
    }

    @Test
    void makesTheCallerWaitBeyondMaxPending() throws Exception {
        Thread caller = callerThatWaits();
        assertThat(ended.getCount()).isEqualTo(3);

        fake.release();
        caller.join(Duration.ofSeconds(10).toMillis());
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsAnInterruptedCallersExchange() throws Exception {
        occupyTheInstance();
        submit(1);
        submit(2);
        AtomicReference<Exchange> exchange = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            exchange.set(pin(uri, "5511900000003"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);

        caller.interrupt();
        caller.join();

        assertThat(exchange.get().getException())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("Interrupted while waiting for room to wait")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void letsTheCallerWaitNoLongerThanMaxWait() throws Exception {
        occupyTheInstance();
        submit(1);
        submit(2);

        Exchange exchange = pin(uri + "&maxWait=50", "5511900000003");

        assertThat(exchange.getException()).isInstanceOf(RateLimitedException.class);
    }

    /** The threads that continue routes come back to a full queue: were they to wait, no thread could empty it. */
    /** Its endpoint has another connection then than the one that the caller has kept open. */
    @Test
    void aCallerThatWaitsWhileItsEndpointRestartsLeavesTheNewConnectionOpen() throws Exception {
        Thread caller = callerThatWaits();

        AsyncProducer producer = producers.get(uri);
        producer.stop();
        producer.getEndpoint().stop();
        producer.start();
        fake.release();
        caller.join(Duration.ofSeconds(10).toMillis());
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        context.getEndpoint(uri).stop(); // the template's

        assertThat(sendAsync(uri, "5511900000004").get(10, TimeUnit.SECONDS).getException())
                .isNull();
    }

    @Test
    void twoEndpointsInARowDoNotDeadlock() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String full = bitrix24(bitrix24, "plan=unlimited", "maxPending=1", "maxInFlight=1", "batchSize=1");
                from("seda:pins?concurrentConsumers=30&size=1000")
                        .to(full)
                        .to(full)
                        .to(full)
                        .to("mock:done");
            }
        });
        getMockEndpoint("mock:done").expectedMessageCount(300);

        for (int i = 0; i < 300; i++) {
            template.sendBodyAndHeader("seda:pins", null, ChatPinConstants.CHAT_ID, "chat" + i);
        }

        getMockEndpoint("mock:done").setResultWaitTime(60_000);
        getMockEndpoint("mock:done").assertIsSatisfied();
        assertThat(bitrix24.requests()).hasSize(900);
    }

    @Test
    void thousandsThatWaitHoldNoThreads() {
        String many = whatsapp(fake, "maxPending=5000", "throttleLimit=1", "throttlePeriod=60000", "pinned=false");
        pin(many, "5511900000000");
        int before = Thread.activeCount();

        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            exchanges.add(sendAsync(many, 5511900000000L + i));
        }

        assertThat(exchanges.stream().filter(CompletableFuture::isDone)).isEmpty();
        assertThat(Thread.activeCount() - before).isLessThan(16);
    }

    @Test
    void routesContinueOnTheirOwnThreadsHoweverManyAreHeldUp() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger heldUp = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // Bulks: a single pin may go on its caller's thread, which then continues the route as well.
                from("direct:pin").to(bitrix24(bitrix24, "plan=unlimited")).process(exchange -> {
                    threads.add(Thread.currentThread().getName());
                    heldUp.incrementAndGet();
                    hold.await();
                });
            }
        });
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            exchanges.add(sendBulkAsync("direct:pin", "chat" + i));
        }

        await().until(() -> heldUp.get() == 40);
        hold.countDown();

        exchanges.forEach(CompletableFuture::join);
        assertThat(threads).allMatch(name -> name.contains("ChatPinRoute"));
    }

    @Test
    void aRouteMayWaitForAnotherPinOnItsWay() throws Exception {
        String uri = bitrix24(bitrix24, "plan=unlimited");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pin").to(uri).process(exchange -> {
                    Exchange inner = pin(uri, "chat1");
                    assertThat(inner.getException()).isNull();
                });
            }
        });

        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            exchanges.add(sendAsync("direct:pin", "chat" + i));
        }

        assertThat(exchanges.stream()
                        .map(exchange -> exchange.join().getException())
                        .filter(Objects::nonNull))
                .isEmpty();
    }

    @Test
    void aBlockedAccountHoldsUpNoOther() throws Exception {
        occupyTheInstance();
        String token = fake.addInstance("other");
        String other = "chatpin:whatsapp?gatewayUrl=%s&instance=other&token=%s".formatted(fake.url(), token);

        assertThat(pin(other, "5511999999999").getException()).isNull();
        assertThat(pin(bitrix24(bitrix24, "plan=unlimited"), "chat1").getException())
                .isNull();
    }

    @Test
    void keepsTheOrderOfOneChatThroughFailures() throws Exception {
        String quick = bitrix24(bitrix24, "plan=unlimited", "retryDelay=5", "maxRetries=100");
        for (int i = 0; i < 30; i++) {
            bitrix24.nextFaults(Fault.none(), Fault.html(502), Fault.delay(Duration.ofMillis(3)), Fault.reset());
        }
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            exchanges.add(sendAsync(quick + "&pinned=" + (i % 2 == 0), "chat" + i % 3));
        }

        exchanges.forEach(CompletableFuture::join);

        assertThat(exchanges.stream()
                        .map(exchange -> exchange.join().getException())
                        .filter(Objects::nonNull))
                .isEmpty();
        // The last of each chat: 198 pins chat0, 199 unpins chat1, 197 unpins chat2.
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat0");
    }

    private void occupyTheInstance() {
        fake.nextFaults(Fault.hang());
        template.asyncSend(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "5511911111111"));
        await().until(() -> fake.requests().size() == 1);
    }

    /** Returns a thread whose pin finds no room. */
    private Thread callerThatWaits() {
        occupyTheInstance();
        submit(1);
        submit(2);
        Thread caller = new Thread(() -> submit(3));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);
        return caller;
    }

    private void submit(int chat) {
        sendAsync(uri, "551190000000" + chat).thenRun(ended::countDown);
    }

    /** Sends as a route does: returns when the component has taken the exchange in. */
    private CompletableFuture<Exchange> sendAsync(String endpointUri, Object chatId) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chatId);
        return processAsync(endpointUri, exchange);
    }

    private CompletableFuture<Exchange> sendBulkAsync(String endpointUri, String chatId) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(List.of(chatId));
        return processAsync(endpointUri, exchange);
    }

    private CompletableFuture<Exchange> processAsync(String endpointUri, Exchange exchange) {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producers.computeIfAbsent(endpointUri, this::producer).process(exchange, sync -> done.complete(exchange));
        return done;
    }

    private AsyncProducer producer(String endpointUri) {
        try {
            AsyncProducer producer = context.getEndpoint(endpointUri).createAsyncProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
