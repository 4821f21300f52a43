package io.github.chatpin.camel.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.RecordedStates;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.Bitrix24Generation;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.BatchConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A pin in the portal is the start of a route. */
class ConsumerRouteTest extends RouteTestSupport {

    private static final String FAST = "delay=20";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final Queue<Exchange> emitted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void nothingWasAskedThatNoCorrectClientAsks() {
        assertThat(portal.violations()).isEmpty();
    }

    private void watch(String... options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched(options)).routeId("watch").process(emitted::add);
            }
        });
        awaitReadings(2);
    }

    private String watched(String... options) {
        List<String> all = new ArrayList<>(List.of("plan=unlimited"));
        all.addAll(List.of(options));
        return bitrix24(portal, all.toArray(String[]::new));
    }

    private void awaitReadings(int more) {
        long before = readings();
        await().atMost(20, SECONDS).until(() -> readings() >= before + more);
    }

    private long readings() {
        return portal.requests().stream()
                .filter(request -> request.apiMethod().equals("im.recent.list"))
                .count();
    }

    private static PinChange pinned(String chat) {
        return new PinChange("bitrix24", chat, true, null);
    }

    private static PinChange unpinned(String chat) {
        return new PinChange("bitrix24", chat, false, null);
    }

    private List<PinChange> changes() {
        return emitted.stream()
                .map(exchange -> exchange.getIn().getBody(PinChange.class))
                .map(change -> new PinChange(change.platform(), change.chatId(), change.pinned(), null))
                .toList();
    }

    private void awaitChanges(int count) {
        await().atMost(20, SECONDS).until(() -> emitted.size() >= count);
    }

    @ParameterizedTest
    @EnumSource
    void emitsWhatIsPinnedAndUnpinnedAfterTheFirstReading(Bitrix24Generation generation) throws Exception {
        portal.generation(generation);
        ByHand.pin(portal, "chat16", true);
        watch(FAST);
        awaitReadings(2);

        ByHand.pin(portal, "chat17", true);
        awaitChanges(1);
        ByHand.pin(portal, "chat16", false);
        awaitChanges(2);

        assertThat(changes()).containsExactly(pinned("chat17"), unpinned("chat16"));
    }

    /** So a day at the default delay is 2,880 of the 172,800 requests that the standard plan permits: 1.7 %. */
    @Test
    void asksOnceForEachReading() throws Exception {
        for (int i = 0; i < 45; i++) {
            ByHand.pin(portal, "chat" + i, true);
        }
        portal.clearRequests();
        watch(FAST);
        awaitReadings(20);
        ScheduledPollConsumer consumer =
                (ScheduledPollConsumer) context.getRoute("watch").getConsumer();

        context.getRouteController().suspendRoute("watch");

        assertThat((long) portal.requests().size())
                .isBetween(consumer.getCounter() - 1, consumer.getCounter() + 1); // the last one may have been cut off
    }

    @Test
    void readsOnWhereAUserHasMorePinsThanAPage() throws Exception {
        portal.pinCap(100);
        for (int i = 0; i < 60; i++) {
            ByHand.pin(portal, "chat" + i, true);
        }
        watch(FAST);
        awaitReadings(2);

        ByHand.pin(portal, "chat0", false);
        awaitChanges(1);

        assertThat(changes()).containsExactly(unpinned("chat0"));
    }

    @Test
    void emitsWhatCanGoStraightToAnotherEndpoint() throws Exception {
        watch(FAST, "emitExisting=true");

        ByHand.pin(portal, "chat17", true);
        awaitChanges(1);

        Exchange exchange = emitted.peek();
        assertThat(exchange.getIn().getHeader(ChatPinConstants.CHAT_ID)).isEqualTo("chat17");
        assertThat(exchange.getIn().getHeader(ChatPinConstants.PINNED)).isEqualTo(true);
        assertThat(exchange.getIn().getHeader(ChatPinConstants.TITLE, String.class))
                .isEqualTo(exchange.getIn().getBody(PinChange.class).title())
                .isNotNull();
        assertThat(exchange.getIn().getBody(String.class))
                .startsWith("{\"platform\":\"bitrix24\",\"chatId\":\"chat17\"");
    }

    @Test
    void emitsWhatIsPinnedAlreadyIfAsked() throws Exception {
        ByHand.pin(portal, "chat16", true);
        ByHand.pin(portal, "chat17", true);

        watch(FAST, "emitExisting=true");
        awaitChanges(2);

        assertThat(changes()).containsExactly(pinned("chat16"), pinned("chat17"));
        assertThat(emitted)
                .extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_INDEX))
                .containsExactly(0, 1);
        assertThat(emitted)
                .extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_SIZE))
                .containsOnly(2);
        assertThat(emitted)
                .extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE))
                .containsExactly(false, true);
    }

    @Test
    void emitsWhatThisComponentPinsLikeOtherPins() throws Exception {
        watch(FAST);

        pin(watched(), "chat17");
        awaitChanges(1);

        assertThat(changes()).containsExactly(pinned("chat17"));
    }

    @Test
    void emitsAChatAgainWhoseExchangeHasFailedAndNoOther() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watched(FAST, "emitExisting=true")).process(exchange -> {
                    String chat = exchange.getIn().getBody(PinChange.class).chatId();
                    boolean isFirst = !seen.contains(chat);
                    seen.add(chat);
                    if (chat.equals("chat16") && isFirst) {
                        throw new IllegalStateException("not yet");
                    }
                });
            }
        });
        ByHand.pin(portal, "chat16", true);
        ByHand.pin(portal, "chat17", true);

        await().atMost(20, SECONDS).until(() -> seen.size() >= 3);
        awaitReadings(2);

        assertThat(seen).containsExactlyInAnyOrder("chat16", "chat17", "chat16");
    }

    /** As when the route that failed has not been told that a chat was pinned and unpinned again. */
    @Test
    void emitsAChatAgainThatIsAsItWasBeforeTheFailure() throws Exception {
        CountDownLatch hasFailed = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watched(FAST)).process(exchange -> {
                    if (exchange.getIn().getBody(PinChange.class).pinned()) {
                        ByHand.pin(portal, "chat16", false);
                        hasFailed.countDown();
                        throw new IllegalStateException("not this one");
                    }
                    emitted.add(exchange);
                });
            }
        });
        awaitReadings(2);
        ByHand.pin(portal, "chat16", true);
        hasFailed.await();

        awaitChanges(1);

        assertThat(changes()).containsExactly(unpinned("chat16"));
    }

    @Test
    void believesNoReadingThatIsGarbled() throws Exception {
        ByHand.pin(portal, "chat16", true);
        watch(FAST, "maxRetries=0");
        portal.failNext(Fault.truncatedJson(), 3);
        awaitReadings(5);

        assertThat(emitted).isEmpty();
    }

    @Test
    void tellsTheRouteOfAFailureWithBridgeErrorHandler() throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange ->
                                failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from(watched(FAST, "bridgeErrorHandler=true", "maxRetries=0")).process(emitted::add);
            }
        });
        awaitReadings(2);
        portal.nextFaults(Fault.status(503, "{}"));

        await().atMost(20, SECONDS).until(() -> !failures.isEmpty());

        assertThat(failures.peek()).isInstanceOf(io.github.chatpin.camel.UpstreamUnavailableException.class);
    }

    @Test
    void isDownInTheHealthCheckWhileReadingsFail() throws Exception {
        HealthCheckHelper.getHealthCheckRepository(context, "consumers").setEnabled(true);
        watch(FAST, "maxRetries=0");
        portal.failNext(Fault.status(503, "{}"), 100_000);

        await().atMost(20, SECONDS).until(() -> consumerCheck() == HealthCheck.State.DOWN);
        portal.clearFaults();

        await().atMost(20, SECONDS).until(() -> consumerCheck() == HealthCheck.State.UP);
    }

    private HealthCheck.State consumerCheck() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("consumer"))
                .map(HealthCheck.Result::getState)
                .findFirst()
                .orElse(HealthCheck.State.UNKNOWN);
    }

    @Test
    void emitsAfterARestartOfItsRouteWhatChangedMeanwhile() throws Exception {
        watch(FAST);
        context.getRouteController().stopRoute("watch");
        ByHand.pin(portal, "chat17", true);

        context.getRouteController().startRoute("watch");
        awaitChanges(1);

        assertThat(changes()).containsExactly(pinned("chat17"));
    }

    @Test
    void emitsAfterASuspensionWhatChangedMeanwhile() throws Exception {
        watch(FAST);
        context.getRouteController().suspendRoute("watch");
        ByHand.pin(portal, "chat17", true);

        context.getRouteController().resumeRoute("watch");
        awaitChanges(1);

        assertThat(changes()).containsExactly(pinned("chat17"));
    }

    @Test
    void emitsAfterARestartOfTheProcessWhatARepositorySaysThatItHasNotSeen() throws Exception {
        RecordedStates states = new RecordedStates();
        states.setState(keyOf("watch"), "{\"version\":1,\"pinned\":[\"chat15\"],\"due\":[]}");
        context.getRegistry().bind("states", states);
        ByHand.pin(portal, "chat17", true);

        watch(FAST, "pinRepository=#states");
        awaitChanges(2);

        assertThat(changes()).containsExactly(unpinned("chat15"), pinned("chat17"));
        await().atMost(20, SECONDS)
                .until(() -> states.writes().get(states.writes().size() - 1).contains("\"pinned\":[\"chat17\"]"));
    }

    @Test
    void readsOnlyWhenToldWithoutAScheduler() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched(FAST, "initialDelay=0", "startScheduler=false")).process(emitted::add);
            }
        });
        for (int i = 0; i < 20; i++) {
            pin(watched(), "chat" + i);
        }

        assertThat(readings()).isZero();
    }

    @Test
    void keepsToTheLimitWithTheProducersOfItsAccount() throws Exception {
        portal.limit(11, 10);
        watch("delay=1", "throttleLimit=9", "throttlePeriod=900");

        for (int i = 0; i < 10; i++) {
            assertThat(pin(watched("throttleLimit=9", "throttlePeriod=900"), "chat" + (100 + i))
                            .getException())
                    .isNull();
        }
        assertThat(portal.rejected()).isZero();
        assertThat(readings()).isGreaterThan(1);
    }

    @Test
    void waitsForASyncToEnd() throws Exception {
        watch(FAST);

        sendMessage(watched("operation=sync"), List.of("chat1", "chat2"), Map.of());
        sendMessage(watched("operation=sync"), List.of("chat3", "chat2"), Map.of());
        await().atMost(20, SECONDS).until(() -> changes().contains(pinned("chat3")));

        assertThat(changes()).doesNotHaveDuplicates();
    }

    @Test
    void watchesOpenLines() throws Exception {
        portal.openLine(2020);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched(FAST, "method=imopenlines.session.mode.pin")).process(emitted::add);
            }
        });
        await().atMost(20, SECONDS).until(() -> portal.requests().stream()
                .anyMatch(request -> request.apiMethod().equals("im.recent.get")));

        pin(watched("method=imopenlines.session.mode.pin"), "2020");
        awaitChanges(1);

        assertThat(changes()).containsExactly(pinned("2020"));
    }

    @Test
    void lettingARouteStopInTheMiddleOfABatchEmitsTheRestLater() throws Exception {
        for (int i = 0; i < 5; i++) {
            ByHand.pin(portal, "chat" + i, true);
        }
        CountDownLatch mayGoOn = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched(FAST, "emitExisting=true"))
                        .routeId("slow")
                        .shutdownRunningTask(org.apache.camel.ShutdownRunningTask.CompleteCurrentTaskOnly)
                        .process(exchange -> {
                            emitted.add(exchange);
                            mayGoOn.await();
                        });
            }
        });
        awaitChanges(1);
        Thread stopper = new Thread(() -> {
            try {
                context.getRouteController().stopRoute("slow");
            } catch (Exception e) {
                throw new RuntimeCamelException(e);
            }
        });
        stopper.start();
        await().atMost(20, SECONDS)
                .until(() -> context.getRoute("slow").getConsumer() instanceof ShutdownAware consumer
                        && !((BatchConsumer) consumer).isBatchAllowed());
        mayGoOn.countDown();
        stopper.join();

        context.getRouteController().startRoute("slow");
        awaitChanges(5);

        assertThat(changes()).doesNotHaveDuplicates().hasSize(5);
    }

    /** As where the process was killed after the route had done its work. */
    @Test
    void emitsAChatWhoseExchangeWasUnderWayWhenTheProcessEndedWithTheStateOfThen() throws Exception {
        RecordedStates states = new RecordedStates();
        states.setState(keyOf("watch"), "{\"version\":1,\"pinned\":[],\"due\":[\"chat16\"]}");
        context.getRegistry().bind("states", states);

        watch(FAST, "pinRepository=#states");
        awaitChanges(1);

        assertThat(changes()).containsExactly(unpinned("chat16"));
    }

    @Test
    void keepsWhatIsUnderWayBeforeTheRouteIsTold() throws Exception {
        RecordedStates states = new RecordedStates();
        context.getRegistry().bind("states", states);
        Queue<String> keptByThen = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(watched(FAST, "pinRepository=#states", "consumerName=mine"))
                        .process(exchange -> keptByThen.add(states.getState(keyOf("mine"))))
                        .process(emitted::add);
            }
        });
        awaitReadings(2);

        ByHand.pin(portal, "chat17", true);
        awaitChanges(1);

        assertThat(keptByThen).containsExactly("{\"version\":1,\"pinned\":[],\"due\":[\"chat17\"]}");
    }

    private String keyOf(String consumer) {
        return "bitrix24 " + portal.url().replace("http://", "") + " user 1 seen by im.recent.pin in " + consumer;
    }

    @Test
    void refusesASecondConsumerOfTheSameNameWhileTheFirstRuns() throws Exception {
        context.addRoutes(named("first", 20));

        assertThatThrownBy(() -> context.addRoutes(named("second", 21)))
                .hasStackTraceContaining("consumerName: another consumer of this account has the same");

        context.getRouteController().stopRoute("first");
        context.addRoutes(named("third", 22));
    }

    private RouteBuilder named(String route, int delay) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(watched("delay=" + delay, "consumerName=chats"))
                        .routeId(route)
                        .process(emitted::add);
            }
        };
    }

    @Test
    void stopsAtOnceWhileAReadingWaits() throws Exception {
        watch(FAST);
        portal.failNext(Fault.hang(), 100);
        awaitReadings(1);
        context.getShutdownStrategy().setTimeout(600);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("watch");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        await().atMost(60, SECONDS).until(stop::isDone); // and not only when the reading has timed out

        assertThat(stop).isCompletedWithValue(null);
        portal.release();
    }

    @Test
    void keepsWhenItStopsWhatCouldNotBeKeptBefore() throws Exception {
        RecordedStates states = new RecordedStates();
        context.getRegistry().bind("states", states);
        watch(FAST, "pinRepository=#states");
        AtomicBoolean isDown = new AtomicBoolean(true);
        states.whenWritten = () -> {
            if (isDown.get()) {
                throw new IllegalStateException("down");
            }
        };
        ByHand.pin(portal, "chat17", true);
        awaitChanges(1);
        portal.failNext(Fault.hang(), 100); // so that no reading comes between
        awaitReadings(1);
        isDown.set(false);

        context.getRouteController().stopRoute("watch");

        assertThat(states.states().get(keyOf("watch"))).contains("\"pinned\":[\"chat17\"]");
        portal.release();
    }

    /** Else a route that always fails would be polled without a pause. */
    @Test
    void isNotGreedyForChangesThatHaveFailed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ByHand.pin(portal, "chat16", true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watched("initialDelay=0", "delay=600000", "greedy=true", "emitExisting=true"))
                        .process(exchange -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("never");
                        });
            }
        });

        await().atMost(20, SECONDS).until(() -> calls.get() == 1);
        await().during(500, MILLISECONDS).atMost(20, SECONDS).until(() -> readings() == 1);
    }

    @Test
    void isGreedyForChangesThatHaveSucceeded() throws Exception {
        ByHand.pin(portal, "chat16", true);

        watch("initialDelay=0", "delay=600000", "greedy=true", "emitExisting=true");

        assertThat(changes()).containsExactly(pinned("chat16"));
    }

    @Test
    void sendsAnEmptyMessageOnlyWhereNothingHasChanged() throws Exception {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        ByHand.pin(portal, "chat16", true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watched(FAST, "sendEmptyMessageWhenIdle=true", "emitExisting=true"))
                        .process(exchange -> {
                            bodies.add(exchange.getIn().getBody() == null ? "empty" : "change");
                            if (bodies.size() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                        });
            }
        });

        await().atMost(20, SECONDS).until(() -> bodies.size() >= 4);

        assertThat(bodies).startsWith("change", "change", "change", "empty");
    }

    @Test
    void keepsOneChatThatAlwaysFailsFromHoldingUpOthers() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watched(FAST, "emitExisting=true")).routeId("watch").process(exchange -> {
                    if (exchange.getIn().getBody(PinChange.class).chatId().equals("chat16")) {
                        throw new IllegalStateException("never");
                    }
                    emitted.add(exchange);
                });
            }
        });
        ByHand.pin(portal, "chat16", true);
        awaitReadings(2);
        ByHand.pin(portal, "chat17", true);
        awaitChanges(1);
        ByHand.pin(portal, "chat17", false);
        awaitChanges(2);

        assertThat(changes()).containsExactly(pinned("chat17"), unpinned("chat17"));
    }

    @ParameterizedTest
    @CsvSource({
        "operation=list, operation",
        "chatId=chat17, chatId",
        "pinned=false, pinned",
        "prune=own, prune",
        "allowEmpty=true, allowEmpty",
        "verify=true, verify",
        "pinLimit=3, pinLimit",
        "pinLimitPolicy=skip, pinLimitPolicy"
    })
    void refusesWhatIsForProducersOnly(String option, String named) {
        assertThatThrownBy(() -> watch(option))
                .hasMessage(named + ": is for producers only; remove it from the consumer");
    }

    @ParameterizedTest
    @CsvSource({
        "chatpin:whatsapp?instance=acme&token=abc123",
        "chatpin:whatsapp?gateway=gowa&gatewayUrl=https://gateway.example"
    })
    void refusesGatewaysThatDoNotList(String uri) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).process(emitted::add);
                    }
                }))
                .hasMessageStartingWith("gateway: does not tell which chats are pinned");
    }

    @Test
    void isNotPolledByARoute() {
        assertThatThrownBy(() -> context.createConsumerTemplate().receive(watched(), 1))
                .rootCause()
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("enrich with operation=list");
    }
}
