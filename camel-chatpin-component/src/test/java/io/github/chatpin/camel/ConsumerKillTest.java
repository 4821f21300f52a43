package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A consumer whose process is killed again and again, as by kill -9; {@code -Dconsumer.kills=10} kills it more often. */
class ConsumerKillTest {

    private static final Duration A_WHILE = Duration.ofSeconds(120); // on a machine with much else to do
    private static final int KILLS = Integer.getInteger("consumer.kills", 2);
    private static final int PINS = 5; // while each process lives
    private static final String READY = "ready";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(1000).unlimited());

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    @Test
    void emitsEachChangeAtLeastOnce() throws Exception {
        Random random = new Random(20261127);
        List<String> expected = new ArrayList<>();
        for (int kill = 0; kill <= KILLS; kill++) {
            Process process = start();
            awaitReady(kill + 1);
            int before = told.size();
            for (int i = 0; i < PINS; i++) {
                String chat = "chat" + (1000 + kill * PINS + i);
                pin(chat);
                expected.add(chat);
            }
            if (kill < KILLS) {
                int enough = before + random.nextInt(PINS);
                await().atMost(A_WHILE).until(() -> told.size() >= enough);
            } else {
                await().atMost(A_WHILE).untilAsserted(() -> assertThat(told).containsAll(expected));
            }
            process.destroyForcibly().waitFor();
        }

        assertThat(told.stream().filter(line -> !line.equals(READY)).distinct())
                .as("and nothing else")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private void awaitReady(int times) {
        await().atMost(A_WHILE).until(() -> told.stream().filter(READY::equals).count() >= times);
    }

    private void pin(String chat) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                template.sendBodyAndHeader(RouteTestSupport.bitrix24(portal), null, ChatPinConstants.CHAT_ID, chat);
            }
        }
    }

    private Process start() throws IOException {
        Process process = JavaProcess.start(
                ConsumerKillTest.class,
                RouteTestSupport.bitrix24(portal, "delay=20", "pinRepository=#pins"),
                directory.toString());
        Thread listener = new Thread(() -> listen(process), "listener");
        listener.setDaemon(true);
        listener.start();
        return process;
    }

    private void listen(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(told::add);
        } catch (IOException | UncheckedIOException e) {
            // it was killed
        }
    }

    /** The process's own: tells each chat that is pinned; ready when it has read for the first time. */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("pins", new FilePinRepository(Path.of(args[1])));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(args[0])
                            .routeId("watch")
                            .process(exchange ->
                                    System.out.println(exchange.getIn().getHeader(ChatPinConstants.CHAT_ID)));
                }
            });
            context.start();
            while (context.getRoute("watch").getConsumer()
                            instanceof org.apache.camel.support.ScheduledPollConsumer consumer
                    && !consumer.isFirstPollDone()) {
                Thread.onSpinWait();
            }
            System.out.println(READY);
            System.in.read(); // ends with the process that started it
        }
    }
}
