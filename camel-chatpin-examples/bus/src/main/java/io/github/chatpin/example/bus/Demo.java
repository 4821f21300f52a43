package io.github.chatpin.example.bus;

import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.fake.FakeUpstreams;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** Sends orders of all kinds, prints what became of each, and then what the number of consumers does to a burst. */
final class Demo {

    private static final int CHATS = 12;
    private static final List<Integer> CONSUMERS = List.of(1, 5, 50);
    private static final long AT_MOST_SECONDS = 60;

    /** A chat that the portal's operator has no access to. */
    private static final String FOREIGN_CHAT = "chat403";

    /** A number at which the gateway fails some times, and then no more. */
    private static final String SHAKY_NUMBER = "5511988880002";

    private static final int SHAKY_FAILURES = 3;

    /** A number at which the gateway always fails. */
    private static final String BROKEN_NUMBER = "5511988880003";

    private final PrintStream out;
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private int sent;

    Demo(PrintStream out) {
        this.out = out;
    }

    void run() throws Exception {
        Path directory = Files.createTempDirectory("chatpin-bus");
        try {
            playOrders(directory.resolve("orders"));
            out.println();
            playBursts(directory);
        } finally {
            delete(directory);
        }
    }

    private void playOrders(Path directory) throws Exception {
        Verdict verdict = new Verdict(Redelivery.QUICK.maxDeliveries());
        try (FakeUpstreams upstreams = FakeUpstreams.start();
                Broker broker = Broker.start(directory, 0, Redelivery.QUICK)) {
            haveSomeFail(upstreams);
            List<DeadLetter> letters;
            try (Bus bus = Bus.start(broker.connections(), settings(upstreams), new PinRoutes(verdict, this::note));
                    OrderSender sender = new OrderSender(broker.connections())) {
                int pins = send(sender);
                for (String line : outcomes(pins)) {
                    out.println(line);
                }
                letters = deadLetters(broker, sent - pins);
            } // in good order: what was done is committed now
            out.println("dead letters:");
            letters.forEach(letter -> out.printf(
                    "%s  %s  %s after %d: %s%n",
                    letter.queue(), letter.body(), letter.failure(), letter.deliveries(), letter.reason()));
            check(broker, upstreams, letters);
        }
    }

    private static Properties settings(FakeUpstreams upstreams) {
        Properties settings = upstreams.properties();
        settings.setProperty("bus.consumers", "50");
        return settings;
    }

    private static void haveSomeFail(FakeUpstreams upstreams) {
        AtomicInteger failed = new AtomicInteger();
        upstreams.bitrix24().denyAccess(FOREIGN_CHAT);
        upstreams.ryzeApi().faultWhen(request -> isAbout(request, BROKEN_NUMBER), Fault.html(503));
        upstreams
                .ryzeApi()
                .faultWhen(
                        request -> isAbout(request, SHAKY_NUMBER) && failed.getAndIncrement() < SHAKY_FAILURES,
                        Fault.html(503));
    }

    private static boolean isAbout(RecordedRequest request, String number) {
        return request.parameters().containsValue(number);
    }

    /** {@return how many of the orders can be done} */
    private int send(OrderSender sender) {
        for (int i = 1; i <= CHATS; i++) {
            send(sender, Broker.BITRIX24, "chat" + i, true);
        }
        send(sender, Broker.BITRIX24, "chat1", false);
        send(sender, Broker.WHATSAPP, "5511988880001", true);
        send(sender, Broker.WHATSAPP, SHAKY_NUMBER, true);
        int pins = sent;
        send(sender, Broker.WHATSAPP, BROKEN_NUMBER, true);
        send(sender, Broker.BITRIX24, FOREIGN_CHAT, true);
        sender.send(Broker.BITRIX24, String.valueOf(++sent), null, "{\"chatId\":\"chat17\"}");
        return pins;
    }

    private void send(OrderSender sender, String queue, String chat, boolean pinned) {
        sender.send(queue, String.valueOf(++sent), new PinOrder(chat, pinned));
    }

    private void note(Exchange exchange) {
        PinResult result = exchange.getMessage().getBody(PinResult.class);
        int delivery = exchange.getMessage().getHeader(Verdict.DELIVERY_COUNT, Integer.class);
        done.add("%s  %s  %s%s"
                .formatted(
                        result.platform(),
                        result.chatId(),
                        result.pinned() ? "pinned" : "unpinned",
                        delivery == 1 ? "" : "  on delivery " + delivery));
    }

    /** {@return a line for each, a chat's in the order in which they were done} */
    private List<String> outcomes(int expected) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < expected) {
            String line = done.poll(AT_MOST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("Of " + expected + " pins only these were done: " + lines);
            }
            lines.add(line);
        }
        return lines;
    }

    private static List<DeadLetter> deadLetters(Broker broker, int expected) throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        try (JMSContext jms = broker.connections().createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(Broker.DEAD))) {
            while (letters.size() < expected) {
                Message message = consumer.receive(TimeUnit.SECONDS.toMillis(AT_MOST_SECONDS));
                if (message == null) {
                    throw new IllegalStateException("Of " + expected + " dead letters only these came: " + letters);
                }
                letters.add(DeadLetter.of(message));
            }
        }
        letters.sort(Comparator.comparing(DeadLetter::queue).thenComparing(DeadLetter::body));
        return letters;
    }

    private static void check(Broker broker, FakeUpstreams upstreams, List<DeadLetter> letters) {
        Set<String> pinned = new HashSet<>(upstreams.bitrix24().pinnedDialogs());
        pinned.addAll(upstreams.ryzeApi().pinnedChats());
        must(pinned.size() == CHATS + 1 && !pinned.contains("chat1"), "pinned: " + pinned);
        must(letters.stream().allMatch(letter -> letter.reason() != null), "dead letters: " + letters);
        for (String queue : List.of(Broker.BITRIX24, Broker.WHATSAPP, Broker.DEAD)) {
            must(broker.messages(queue) == 0, "messages are left in " + queue);
        }
        upstreams.mustHaveBeenTreatedWell();
    }

    private static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private void playBursts(Path directory) throws Exception {
        out.println("a burst of " + Burst.ORDERS + " orders, at 20 requests a second:");
        out.println("consumers  requests  largest  seconds");
        for (int consumers : CONSUMERS) {
            Burst burst = Burst.of(consumers, directory.resolve("burst-" + consumers));
            out.printf(
                    "%9d  %8d  %7d  %7s%n",
                    burst.consumers(),
                    burst.requests(),
                    burst.largest(),
                    burst.tenths() / 10 + "." + burst.tenths() % 10);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
