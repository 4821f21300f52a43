package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts that come and go, sources that fail, credentials that are refused and endpoints that stop, all at once. */
@Timeout(120)
class ManyAccountsStressTest extends RouteTestSupport {

    private static final int CALLERS = 6;
    private static final int EXCHANGES_OF_A_CALLER = 400;
    private static final int NAMES = 7;

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().pinCap(100_000));

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
    private final AtomicBoolean calledTwiceAtOnce = new AtomicBoolean();

    private Optional<Map<String, String>> find(String name) {
        AtomicInteger calls = atOnce.computeIfAbsent(name, key -> new AtomicInteger());
        calledTwiceAtOnce.compareAndSet(false, calls.incrementAndGet() > 1);
        try {
            int number = lookUps.incrementAndGet();
            if (number % 5 == 0) {
                throw new IllegalStateException("now and then");
            }
            return Optional.of(Map.of(
                    "portalUrl",
                    bitrix24.url(),
                    "authorizationToken",
                    number % 3 == 0 ? "1/gone" : bitrix24.webhookToken()));
        } finally {
            calls.decrementAndGet();
        }
    }

    @Test
    void endsEachExchangeOnceAndKeepsNothing() throws Exception {
        context.getRegistry().bind("portals", (AccountSource) this::find);
        List<AsyncProducer> producers =
                List.of(producer("accountIdle=0"), producer("accountIdle=5"), producer("verify=true"));
        Queue<Exchange> ended = new ConcurrentLinkedQueue<>();
        CountDownLatch open = new CountDownLatch(CALLERS * EXCHANGES_OF_A_CALLER);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
        AtomicBoolean isOver = new AtomicBoolean();
        try {
            threads.submit(() -> stopAndStart(producers, isOver));
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(caller);
                threads.submit(() -> {
                    for (int i = 0; i < EXCHANGES_OF_A_CALLER; i++) {
                        send(producers.get(random.nextInt(producers.size())), random, ended, open);
                    }
                });
            }

            assertThat(open.await(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            isOver.set(true);
            threads.shutdownNow();
        }

        assertThat(ended).hasSize(CALLERS * EXCHANGES_OF_A_CALLER).allSatisfy(exchange -> assertThat(
                        exchange.getException())
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).isInstanceOf(AuthenticationException.class),
                        failure -> assertThat(failure).isInstanceOf(UpstreamUnavailableException.class)));
        assertThat(ended)
                .filteredOn(exchange -> exchange.getException() == null)
                .hasSizeGreaterThan(1000);
        assertThat(calledTwiceAtOnce).isFalse();
    }

    private AsyncProducer producer(String option) throws Exception {
        AsyncProducer producer = context.getEndpoint(
                        "chatpin:bitrix24?accounts=#bean:portals&throttle=false&retryDelay=1&" + option)
                .createAsyncProducer();
        producer.start();
        return producer;
    }

    private static void stopAndStart(List<AsyncProducer> producers, AtomicBoolean isOver) {
        for (int i = 0; !isOver.get(); i++) {
            AsyncProducer producer = producers.get(i % producers.size());
            producer.getEndpoint().stop();
            producer.getEndpoint().start();
        }
    }

    private void send(AsyncProducer producer, Random random, Queue<Exchange> ended, CountDownLatch open) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, "portal" + random.nextInt(NAMES));
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat" + (1 + random.nextInt(500)));
        producer.process(exchange, sync -> {
            ended.add(exchange);
            open.countDown();
        });
    }
}
