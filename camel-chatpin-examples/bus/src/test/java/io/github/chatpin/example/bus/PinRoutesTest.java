package io.github.chatpin.example.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinRoutesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Redelivery REDELIVERY = new Redelivery(50, 100, 3);

    @TempDir
    private Path directory;

    private final FakeBitrix24 portal =
            FakeBitrix24.builder().pinCap(1000).unlimited().start();
    private final FakeRyzeApi gateway = FakeRyzeApi.builder().unlimited().start();
    private final Queue<Exchange> done = new ConcurrentLinkedQueue<>();
    private Broker broker;
    private Bus bus;
    private OrderSender sender;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        start(REDELIVERY);
    }

    private void start(Redelivery redelivery) throws Exception {
        broker = Broker.start(directory, 0, redelivery);
        Properties properties = new Properties();
        properties.setProperty("bus.consumers", "10");
        properties.setProperty("bitrix24.portalUrl", portal.url());
        properties.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        properties.setProperty("bitrix24.plan", "unlimited");
        properties.setProperty("whatsapp.gatewayUrl", gateway.url());
        properties.setProperty("whatsapp.instance", gateway.instance());
        properties.setProperty("whatsapp.token", gateway.token());
        bus = Bus.start(
                broker.connections(), properties, new PinRoutes(new Verdict(redelivery.maxDeliveries()), done::add));
        sender = new OrderSender(broker.connections());
    }

    @AfterEach
    void stop() throws Exception {
        portal.release();
        stopBus();
        portal.close();
        gateway.close();
    }

    private void stopBus() throws Exception {
        sender.close();
        bus.close();
        broker.close();
    }

    @Test
    void pinsOnBothPlatforms() {
        send(Broker.BITRIX24, "chat17", true);
        send(Broker.WHATSAPP, "5511999999999", true);

        awaitEmpty(Broker.BITRIX24, Broker.WHATSAPP);
        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        assertThat(gateway.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(broker.messages(Broker.DEAD)).isZero();
        assertThat(portal.violations()).isEmpty();
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void movesWhatThePortalRefusesToTheDeadLettersAtOnce() throws Exception {
        portal.denyAccess("chat403");
        send(Broker.BITRIX24, "chat403", true);

        DeadLetter letter = awaitDeadLetter();
        assertThat(letter.body()).isEqualTo("{\"chatId\":\"chat403\",\"pinned\":true}");
        assertThat(letter.queue()).isEqualTo(Broker.BITRIX24);
        assertThat(letter.failure()).isEqualTo("PinRejectedException");
        assertThat(letter.errorCode()).isEqualTo("ACCESS_ERROR");
        assertThat(letter.reason()).contains("permission").doesNotContain(secretOf(portal));
        assertThat(letter.deliveries()).isEqualTo(1);
        awaitEmpty(Broker.BITRIX24);
    }

    @Test
    void movesWhatIsNoOrderToTheDeadLettersAtOnce() throws Exception {
        sender.send(Broker.WHATSAPP, "1", null, "pin it!");

        DeadLetter letter = awaitDeadLetter();
        assertThat(letter.body()).isEqualTo("pin it!");
        assertThat(letter.failure()).isEqualTo("MalformedOrderException");
        assertThat(letter.reason()).startsWith("Unrecognized token 'pin'");
        assertThat(letter.deliveries()).isEqualTo(1);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void pinsOnALaterDeliveryWhatFailedFirst() {
        portal.failNext(Fault.html(502), 2); // with one retry, these are one delivery
        send(Broker.BITRIX24, "chat17", true);

        awaitEmpty(Broker.BITRIX24);
        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        assertThat(done).singleElement().satisfies(exchange -> assertThat(
                        exchange.getMessage().getHeader(Verdict.DELIVERY_COUNT))
                .isEqualTo(2));
    }

    @Test
    void givesUpAfterTheLastDeliveryAndTellsWhy() throws Exception {
        portal.faultWhen(request -> true, Fault.html(502));
        send(Broker.BITRIX24, "chat17", true);

        DeadLetter letter = awaitDeadLetter();
        assertThat(letter.failure()).isEqualTo("UpstreamUnavailableException");
        assertThat(letter.reason()).contains("502");
        assertThat(letter.deliveries()).isEqualTo(REDELIVERY.maxDeliveries());
        assertThat(portal.requests()).hasSize(2 * REDELIVERY.maxDeliveries());
    }

    @Test
    void takesTheDeadLetterBackWhereTheTransactionIsRolledBack() throws Exception {
        AdviceWith.adviceWith(bus.context(), Broker.BITRIX24, route -> route.weaveByToUri("jms:pins.dead")
                .after()
                .throwException(new IllegalStateException("after the move")));
        portal.denyAccess("chat403");
        send(Broker.BITRIX24, "chat403", true);

        awaitEmpty(Broker.BITRIX24); // the broker itself gives up, and tells no reason
        assertThat(portal.requests()).hasSize(REDELIVERY.maxDeliveries());
        assertThat(broker.messages(Broker.DEAD)).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfOneChatsOrders() {
        List<String> chats = IntStream.range(0, 50).mapToObj(i -> "chat" + i).toList();
        for (boolean pinned : new boolean[] {true, false, true, false}) {
            chats.forEach(chat -> send(Broker.BITRIX24, chat, pinned));
        }

        awaitEmpty(Broker.BITRIX24);
        assertThat(done).hasSize(200);
        assertThat(portal.pinnedDialogs()).isEmpty();
    }

    @Test
    void keepsTheOrderOfRedeliveriesWhereTheyHaveNoDelay() throws Exception {
        stopBus();
        start(new Redelivery(0, 0, REDELIVERY.maxDeliveries()));
        portal.failNext(Fault.html(502), 2); // the first delivery's attempts
        send(Broker.BITRIX24, "chat17", true);
        send(Broker.BITRIX24, "chat17", false);

        awaitEmpty(Broker.BITRIX24);
        assertThat(done).hasSize(2);
        assertThat(portal.pinnedDialogs()).isEmpty();
    }

    @Test
    void keepsTheOrderOfOneChatsOrdersWhereOthersAreRolledBack() {
        gateway.faultWhen(request -> request.parameters().toString().contains("number=55119777"), Fault.html(503));
        for (int i = 100; i < 130; i++) {
            send(Broker.WHATSAPP, "5511988880" + i, true);
            send(Broker.WHATSAPP, "5511988880" + i, false);
            if (i % 10 == 5) {
                send(Broker.WHATSAPP, "5511977770" + i, true);
            }
        }

        awaitEmpty(Broker.WHATSAPP);
        assertThat(done).hasSize(60);
        assertThat(gateway.pinnedChats()).isEmpty();
    }

    @Test
    void pinsOtherChatsWhileOneIsHeldUp() {
        portal.nextFaults(Fault.hang());
        send(Broker.BITRIX24, "chat1", true);
        await().atMost(LONG).until(() -> !portal.requests().isEmpty());
        IntStream.rangeClosed(2, 9).forEach(i -> send(Broker.BITRIX24, "chat" + i, true));
        send(Broker.BITRIX24, "chat1", false);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(portal.pinnedDialogs()).hasSize(8));
        portal.release();
        awaitEmpty(Broker.BITRIX24);
        assertThat(done).hasSize(10);
        assertThat(portal.isPinned("chat1")).isFalse();
    }

    @Test
    void sharesARequestAmongAtMostAsManyPinsAsThereAreConsumers() {
        IntStream.rangeClosed(1, 8).forEach(i -> portal.nextFaults(Fault.hang())); // all that may be under way
        IntStream.rangeClosed(1, 60).forEach(i -> send(Broker.BITRIX24, "chat" + i, true));
        await().atMost(LONG).until(() -> portal.requests().size() == 8);
        portal.release();

        awaitEmpty(Broker.BITRIX24);
        assertThat(done)
                .extracting(exchange -> exchange.getMessage().getHeader(ChatPinConstants.BATCH_SIZE, Integer.class))
                .allSatisfy(size -> assertThat(size).isBetween(1, 10))
                .anySatisfy(size -> assertThat(size).isGreaterThan(1));
        assertThat(portal.requests()).extracting(RecordedRequest::apiMethod).contains("batch");
    }

    private void send(String queue, String chat, boolean pinned) {
        sender.send(queue, String.valueOf(sent++), new PinOrder(chat, pinned));
    }

    private void awaitEmpty(String... queues) {
        await().atMost(LONG).untilAsserted(() -> assertThat(List.of(queues))
                .allSatisfy(queue -> assertThat(broker.messages(queue)).isZero()));
    }

    private DeadLetter awaitDeadLetter() throws Exception {
        try (JMSContext jms = broker.connections().createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(Broker.DEAD))) {
            Message message = consumer.receive(LONG.toMillis());
            assertThat(message).isNotNull();
            return DeadLetter.of(message);
        }
    }

    private static String secretOf(FakeBitrix24 portal) {
        return portal.webhookToken().substring("1/".length());
    }
}
