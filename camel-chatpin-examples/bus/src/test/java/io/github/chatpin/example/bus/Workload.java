package io.github.chatpin.example.bus;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Messages of all kinds, and what must have become of them in the end. */
final class Workload {

    /** How many chats are pinned in Bitrix24, each with one order. */
    static final int CHATS = 420;

    private static final Duration PORTAL_TAKES = Duration.ofMillis(300);
    private static final List<String> VIPS = List.of("5511911110001", "5511911110002", "5511911110003");
    private static final String UNREACHABLE = "55119555500";
    private static final String NO_ORDER = "pin chat ";

    private final List<Sending> sendings = new ArrayList<>();
    private final int maxDeliveries;

    /** A message on its way to a queue; the chat is {@code null} where it is no order. */
    record Sending(String queue, String id, String chat, String text) {}

    /** What is known of a dead letter beforehand. */
    record Expected(String queue, String body, String failure, String errorCode, int deliveries) {

        static Expected of(DeadLetter letter) {
            return new Expected(
                    letter.queue(), letter.body(), letter.failure(), letter.errorCode(), letter.deliveries());
        }
    }

    Workload(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
        for (int i = 1; i <= CHATS; i++) {
            add(Broker.BITRIX24, new PinOrder(chat(i), true));
            if (i > 5 && isUnpinnedLater(i - 5)) {
                add(Broker.BITRIX24, new PinOrder(chat(i - 5), false));
            }
            if (i % 60 == 0) {
                add(Broker.BITRIX24, refused(i));
            }
            if (i % 105 == 0) {
                sendings.add(new Sending(Broker.BITRIX24, "text " + i, null, NO_ORDER + i));
            }
            if (i % 20 == 0) {
                add(Broker.WHATSAPP, new PinOrder("5511922220" + i, true));
                add(Broker.WHATSAPP, new PinOrder("5511922220" + i, false));
            }
            if (i % 140 == 0) {
                add(Broker.WHATSAPP, unreachable(i));
            }
        }
        VIPS.forEach(vip -> add(Broker.WHATSAPP, new PinOrder(vip, true)));
    }

    private void add(String queue, PinOrder order) {
        sendings.add(new Sending(queue, String.valueOf(sendings.size()), order.chatId(), order.json()));
    }

    private static String chat(int number) {
        return "chat" + number;
    }

    private static boolean isUnpinnedLater(int number) {
        return number % 10 == 0 && number < CHATS;
    }

    private static PinOrder refused(int number) {
        return new PinOrder("chat403" + number, true);
    }

    private static PinOrder unreachable(int number) {
        return new PinOrder(UNREACHABLE + number, true);
    }

    /** Has the upstreams refuse what they are to refuse, and take their time. */
    void prepare(FakeBitrix24 portal, FakeRyzeApi gateway) {
        every(60).forEach(i -> portal.denyAccess(refused(i).chatId()));
        portal.faultWhen(request -> true, Fault.delay(PORTAL_TAKES));
        gateway.faultWhen(request -> request.parameters().toString().contains(UNREACHABLE), Fault.html(503));
    }

    List<Sending> sendings() {
        return List.copyOf(sendings);
    }

    long ordersFor(String queue) {
        return sendings.stream()
                .filter(sending -> sending.queue().equals(queue) && sending.chat() != null)
                .count();
    }

    List<String> pinnedDialogs() {
        return IntStream.rangeClosed(1, CHATS)
                .filter(i -> !isUnpinnedLater(i))
                .mapToObj(Workload::chat)
                .toList();
    }

    List<String> pinnedWhatsAppChats() {
        return VIPS.stream().map(vip -> vip + "@s.whatsapp.net").toList();
    }

    List<Expected> deadLetters() {
        List<Expected> letters = new ArrayList<>();
        every(60)
                .forEach(i -> letters.add(
                        new Expected(Broker.BITRIX24, refused(i).json(), "PinRejectedException", "ACCESS_ERROR", 1)));
        every(105)
                .forEach(i ->
                        letters.add(new Expected(Broker.BITRIX24, NO_ORDER + i, "MalformedOrderException", null, 1)));
        every(140)
                .forEach(i -> letters.add(new Expected(
                        Broker.WHATSAPP, unreachable(i).json(), "UpstreamUnavailableException", null, maxDeliveries)));
        return letters;
    }

    private static List<Integer> every(int step) {
        return IntStream.rangeClosed(1, CHATS / step).mapToObj(i -> i * step).toList();
    }
}
