package io.github.chatpin.example.benchmark;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.chatpin.camel.ChatPinConstants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** Accounts of one process, with an endpoint and a producer each, and beans in JMX. */
final class Accounts implements AutoCloseable {

    private static final String CHAT = "chat1";

    /** So wide that accounts of one portal, which are under one limit, do not wait for it. */
    private static final String WIDE_LIMIT = "&throttleLimit=1000000&throttlePeriod=1000";

    private static final String SHARED_LIMIT = "&bucketStore=#bean:store";

    private final CamelContext context = new DefaultCamelContext();
    private final String options;
    private final List<AsyncProducer> producers = new ArrayList<>();

    /** @param store where limits are shared; {@code null} if they are this process's own */
    Accounts(ProxyManager<String> store) {
        if (store != null) {
            context.getRegistry().bind("store", store);
        }
        options = store == null ? WIDE_LIMIT : SHARED_LIMIT;
        context.start();
    }

    /** Adds an account, and pins with it. */
    void add(Portal account) throws Exception {
        AsyncProducer producer = context.getEndpoint("chatpin:bitrix24?portalUrl=%s&authorizationToken=%s%s"
                        .formatted(account.url(), account.authorizationToken(), options))
                .createAsyncProducer();
        producer.start();
        producers.add(producer);
        pin(producer, CHAT);
    }

    /** Pins with all accounts, one after another. */
    void pinWithAll() throws Exception {
        pinWithAll(CHAT);
    }

    /** Pins with all accounts, after which the server ends their connections. */
    void pinWithAllForTheLastTime() throws Exception {
        pinWithAll(LoopbackServer.LAST_CHAT);
    }

    private void pinWithAll(String chat) throws Exception {
        for (AsyncProducer producer : producers) {
            pin(producer, chat);
        }
    }

    /** Pins with all accounts, each caller with the next one that has not pinned yet. */
    void pinWithAll(int callers) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> caller = () -> {
            for (int i = next.getAndIncrement(); i < producers.size(); i = next.getAndIncrement()) {
                pin(producers.get(i), CHAT);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (Future<Void> end : threads.invokeAll(Collections.nCopies(callers, caller))) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Does no more with the accounts that there are; they stay. */
    void forget() {
        producers.clear();
    }

    private static void pin(AsyncProducer producer, String chat) throws Exception {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
