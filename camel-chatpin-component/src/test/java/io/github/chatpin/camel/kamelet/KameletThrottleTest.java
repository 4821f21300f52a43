package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a kamelet's Throttle EIP keeps, and what it does not. The upstreams permit five requests, and their clocks stand
 * still: what is over that is rejected.
 */
class KameletThrottleTest extends RouteTestSupport {

    private static final String[] FIVE_AN_HOUR = {"throttleLimit=5", "throttlePeriod=3600000"};

    private final FakeBitrix24 portal =
            FakeBitrix24.builder().limit(5, 1).clock(new FakeClock()).start();
    private final FakeRyzeApi gateway = FakeRyzeApi.builder()
            .limit(5, Duration.ofMinutes(1))
            .clock(new FakeClock())
            .start();

    @BeforeEach
    void doNotWaitForWhatIsHeldBack() {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(1);
        ChatPinConfiguration options =
                context.getComponent("chatpin", ChatPinComponent.class).getConfiguration();
        options.setMaxRetries(1);
        options.setRetryDelay(1);
    }

    @AfterEach
    void close() {
        portal.close();
        gateway.close();
    }

    @Test
    void letsAsManyPinsOfAPortalThroughAsItsLimitIs() throws Exception {
        String kamelet = bitrix24Sink(portal, FIVE_AN_HOUR);
        pinEach(kamelet, 1, 5);

        CompletableFuture<Exchange> sixth = sendOn(kamelet, "chat6");

        assertThat(sixth).isNotDone();
        assertThat(portal.requests()).hasSize(5);
        assertThat(portal.pinnedDialogs()).hasSize(5);
        assertThat(portal.rejected()).isZero();
    }

    @Test
    void letsAsManyPinsOfAnInstanceThroughAsItsLimitIs() throws Exception {
        String kamelet = whatsappSink(gateway, "throttleLimit=5", "throttlePeriod=3600000", "pinned=false");
        pinEach(kamelet, 551190000001L, 551190000005L);

        CompletableFuture<Exchange> sixth = sendOn(kamelet, "551190000006");

        assertThat(sixth).isNotDone();
        assertThat(gateway.requests()).hasSize(5);
        assertThat(gateway.rejected()).isZero();
    }

    @Test
    void countsForAllRoutesWithTheSameUri() throws Exception {
        String kamelet = bitrix24Sink(portal, FIVE_AN_HOUR);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to(kamelet);
                from("direct:second").to(kamelet);
            }
        });
        pinEach("direct:first", 1, 3);
        pinEach("direct:second", 4, 5);

        assertThat(sendOn("direct:second", "chat6")).isNotDone();
        assertThat(portal.rejected()).isZero();
    }

    @Test
    void countsForEachUriOfItsOwnSoThatTwoOfThemExceedTheLimit() throws Exception {
        pinEach(bitrix24Sink(portal, FIVE_AN_HOUR), 1, 5);

        CompletableFuture<Exchange> sixth =
                sendOn(bitrix24Sink(portal, "throttleLimit=5", "throttlePeriod=3600000", "chatId=chat9"), "chat6");

        assertThatItWaitsAfterARefusal(sixth);
    }

    @Test
    void doesNotCountRetries() throws Exception {
        String kamelet = bitrix24Sink(portal, FIVE_AN_HOUR);
        pinEach(kamelet, 1, 3);
        portal.nextFaults(Fault.html(502));
        pinEach(kamelet, 4, 4);

        CompletableFuture<Exchange> fifth = sendOn(kamelet, "chat5");

        assertThatItWaitsAfterARefusal(fifth);
    }

    @Test
    void countsABulkAsOneHoweverManyRequestsItNeeds() throws Exception {
        String kamelet = bitrix24Sink(portal, FIVE_AN_HOUR);
        List<String> bulk =
                IntStream.rangeClosed(1, 260).mapToObj(i -> "chat" + i).toList();

        CompletableFuture<Exchange> exchange =
                sendOn(kamelet, sent -> sent.getMessage().setBody(bulk));

        assertThatItWaitsAfterARefusal(exchange);
    }

    private void assertThatItWaitsAfterARefusal(CompletableFuture<Exchange> exchange) {
        await().until(() -> portal.rejected() > 0);
        await().during(Duration.ofMillis(100)).until(() -> portal.rejected() == 1);
        assertThat(exchange).isNotDone();
    }

    private void pinEach(String uri, long first, long last) {
        String prefix = uri.contains("whatsapp") ? "" : "chat";
        for (long chat = first; chat <= last; chat++) {
            assertThat(pin(uri, prefix + chat).getException()).isNull();
        }
    }

    /** Sends on this thread, which comes back when the message is through or is held back. */
    private CompletableFuture<Exchange> sendOn(String uri, String chat) throws Exception {
        return sendOn(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }

    private CompletableFuture<Exchange> sendOn(String uri, Processor processor) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        Exchange exchange = endpoint.createExchange();
        processor.process(exchange);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        return producer.processAsync(exchange);
    }
}
