package io.github.chatpin.example.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class KillTest {

    private static final int KILLS = 10;
    private static final int MAX_DELIVERIES = 3;
    private static final int LONGEST_START_MILLIS = 1500;
    private static final int LONGEST_WORK_MILLIS = 250; // ten times of which do not suffice for all orders
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private final Workload workload = new Workload(MAX_DELIVERIES);
    private final FakeBitrix24 portal =
            FakeBitrix24.builder().unlimited().pinCap(Workload.CHATS + 1).start();
    private final FakeRyzeApi gateway = FakeRyzeApi.builder().unlimited().start();
    private final long seed = Long.getLong("bus.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void prepare() {
        System.out.println("KillTest: to repeat it, -Dbus.kill.seed=" + seed);
        workload.prepare(portal, gateway);
    }

    @AfterEach
    void stop() {
        portal.close();
        gateway.close();
    }

    @Test
    void losesNoPinWhenKilledTenTimes() throws Exception {
        try (SteadySender sender = new SteadySender(workload.sendings())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                startAndKill(sender, "kill " + kill);
            }
            try (BusProcess bus = start(50)) {
                String url = bus.awaitUrl(LONG);
                sender.sendTo(url);
                await().atMost(LONG)
                        .until(() ->
                                sender.acknowledged() == workload.sendings().size());
                checkQueues(url);
                assertThat(bus.end(LONG)).as("exit code").isZero();
            }
        }

        assertThat(portal.pinnedDialogs()).containsExactlyInAnyOrderElementsOf(workload.pinnedDialogs());
        assertThat(gateway.pinnedChats()).containsExactlyInAnyOrderElementsOf(workload.pinnedWhatsAppChats());
        assertThat(portal.violations()).isEmpty();
        assertThat(gateway.violations()).isEmpty();
        assertThat(pinsAtThePortal())
                .as("pins at the portal; those under way at a kill came again")
                .isGreaterThan(workload.ordersFor(Broker.BITRIX24));
    }

    /** Kills it while it starts, or at work. */
    private void startAndKill(SteadySender sender, String kill) throws Exception {
        try (BusProcess bus = start(10)) {
            boolean whileItStarts = random.nextInt(5) == 0;
            if (!whileItStarts) {
                int requests = portal.requests().size();
                sender.sendTo(bus.awaitUrl(LONG));
                await().atMost(LONG).until(() -> portal.requests().size() > requests);
            }
            Duration life =
                    Duration.ofMillis(random.nextInt(whileItStarts ? LONGEST_START_MILLIS : LONGEST_WORK_MILLIS));
            assertThat(bus.killAfter(life)).as("alive until " + kill).isTrue();
            int pinned = portal.pinnedDialogs().size();
            System.out.printf(
                    "KillTest: %s, %d ms after it %s: %d of %d messages sent, %d chats pinned%n",
                    kill,
                    life.toMillis(),
                    whileItStarts ? "was started" : "began to work",
                    sender.acknowledged(),
                    workload.sendings().size(),
                    pinned);
            assertThat(pinned)
                    .as("work is left at " + kill)
                    .isLessThan(workload.pinnedDialogs().size());
        }
    }

    private void checkQueues(String url) throws Exception {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url);
                QueueConnection connection = connections.createQueueConnection();
                QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            List.of(messages(session, Broker.BITRIX24), messages(session, Broker.WHATSAPP)))
                    .containsOnly(0L));
            assertThat(deadLetters(session))
                    .allSatisfy(letter -> assertThat(letter.reason()).isNotBlank())
                    .extracting(Workload.Expected::of)
                    .containsExactlyInAnyOrderElementsOf(workload.deadLetters());
        }
    }

    /** Asks the broker, which counts messages under way and those that wait for a redelivery, too. */
    private static long messages(QueueSession session, String queue) throws Exception {
        QueueRequestor requestor = new QueueRequestor(session, session.createQueue("activemq.management"));
        Message question = session.createMessage();
        JMSManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, "messageCount");
        return ((Number) JMSManagementHelper.getResult(requestor.request(question))).longValue();
    }

    private static List<DeadLetter> deadLetters(QueueSession session) throws JMSException {
        Queue dead = session.createQueue(Broker.DEAD);
        try (QueueBrowser browser = session.createBrowser(dead)) {
            List<?> messages = Collections.list((Enumeration<?>) browser.getEnumeration());
            List<DeadLetter> letters = new ArrayList<>();
            for (Object message : messages) {
                letters.add(DeadLetter.of((Message) message));
            }
            return letters;
        }
    }

    private long pinsAtThePortal() {
        return portal.requests().stream()
                .mapToInt(request -> Math.max(1, request.commands().size()))
                .sum();
    }

    private BusProcess start(int consumers) throws Exception {
        Map<String, String> environment = Map.of(
                "BUS_DIRECTORY", directory.toString(),
                "BUS_CONSUMERS", String.valueOf(consumers),
                "BUS_REDELIVERY_MILLIS", "100",
                "BUS_MAX_DELIVERIES", String.valueOf(MAX_DELIVERIES),
                "CHATPIN_BITRIX24_PORTAL_URL", portal.url(),
                "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", portal.webhookToken(),
                "CHATPIN_BITRIX24_PLAN", "unlimited",
                "CHATPIN_WHATSAPP_GATEWAY_URL", gateway.url(),
                "CHATPIN_WHATSAPP_INSTANCE", gateway.instance(),
                "CHATPIN_WHATSAPP_TOKEN", gateway.token());
        return BusProcess.start(environment, directory.resolve("bus.log"));
    }
}
