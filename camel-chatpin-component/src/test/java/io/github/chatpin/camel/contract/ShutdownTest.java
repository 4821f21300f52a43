package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the context stops, what waits finishes or fails, and nothing is forgotten. */
class ShutdownTest {

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API = new FakeRyzeApiExtension();

    private final FakeRyzeApi fake = RYZE_API.fake();
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<Exchange> ended = new ConcurrentLinkedQueue<>();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void finishesWhatWaitsWithinTheShutdownTimeout() throws Exception {
        consume("throttleLimit=2&throttlePeriod=500");
        for (int i = 0; i < 6; i++) {
            template.sendBodyAndHeaders("seda:pins", null, unpin(i));
        }

        context.stop();

        assertThat(ended).hasSize(6).allMatch(exchange -> exchange.getException() == null);
        assertThat(fake.requests()).hasSize(6);
    }

    @Test
    void failsWhatCannotFinishInTime() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        consume("throttleLimit=1&throttlePeriod=60000");
        for (int i = 0; i < 4; i++) {
            template.sendBodyAndHeaders("seda:pins", null, unpin(i));
        }
        await().until(() -> fake.requests().size() == 1 && ended.size() == 1);

        context.stop();

        assertThat(ended).hasSize(4);
        assertThat(ended.stream().skip(1).map(Exchange::getException))
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessage("chatpin was stopped before whatsapp %s (instance acme) was sent a pin"
                                .formatted(fake.url())));
    }

    @Test
    void cutsOffWhatIsUnderWay() {
        fake.nextFaults(Fault.hang());
        CompletableFuture<Exchange> exchange = template.asyncSend(
                uri("maxRetries=3"), sent -> sent.getMessage().setHeaders(unpin(1)));
        await().until(() -> fake.requests().size() == 1);

        context.stop();

        assertThat(exchange.join().getException())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageEndingWith("confirmed a pin that was sent; it may have been done");
    }

    @Test
    void letsCallersGoThatWaitForRoom() throws Exception {
        fake.nextFaults(Fault.hang());
        String uri = uri("maxPending=1");
        template.asyncSend(uri, sent -> sent.getMessage().setHeaders(unpin(1)));
        await().until(() -> fake.requests().size() == 1);
        template.asyncSend(uri, sent -> sent.getMessage().setHeaders(unpin(2)));
        CompletableFuture<Exchange> atTheDoor = new CompletableFuture<>();
        Thread caller = new Thread(() ->
                atTheDoor.complete(template.send(uri, sent -> sent.getMessage().setHeaders(unpin(3)))));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);

        context.stop();

        assertThat(atTheDoor.join().getException())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageEndingWith("was sent a pin");
    }

    @Test
    void tellsOfABulkWhatWasDoneBefore() {
        CompletableFuture<Exchange> exchange =
                template.asyncSend(uri("throttleLimit=1&throttlePeriod=60000"), sent -> sent.getMessage()
                        .setBody(List.of("5511900000001", "5511900000002")));
        await().until(() ->
                fake.requests().size() == 1 && fake.requests().get(0).status() == 200);

        context.stop();

        Exception failure = exchange.join().getException();
        assertThat(failure).isInstanceOf(RejectedExecutionException.class);
        BulkPinException bulk = (BulkPinException) failure.getSuppressed()[0];
        assertThat(bulk.getResults()).extracting(PinResult::chatId).containsExactly("5511900000001");
        assertThat(bulk.getFailures()).extracting(PinFailure::index).containsExactly(1);
    }

    @Test
    void startsAgain() {
        context.stop();
        context.start();

        Exchange exchange = context.createProducerTemplate()
                .send(uri("maxRetries=0"), sent -> sent.getMessage().setHeaders(unpin(1)));

        assertThat(exchange.getException()).isNull();
    }

    @Test
    void leavesNoThreadBehind() {
        template.send(uri("maxRetries=0"), sent -> sent.getMessage().setHeaders(unpin(1)));

        context.stop();

        await().atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains(context.getName() + ") thread")
                        && thread.getName().contains("ChatPin")));
    }

    private void consume(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:pins").process(ShutdownTest.this::watch).to(uri(options));
            }
        });
    }

    private void watch(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                ended.add(done);
            }
        });
    }

    private String uri(String options) {
        return RouteTestSupport.whatsapp(fake, options);
    }

    private static Map<String, Object> unpin(int chat) {
        return Map.of(ChatPinConstants.CHAT_ID, "551190000000" + chat, ChatPinConstants.PINNED, false);
    }
}
