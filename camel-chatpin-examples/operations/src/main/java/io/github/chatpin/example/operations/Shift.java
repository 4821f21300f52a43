package io.github.chatpin.example.operations;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** What happens during a shift, and what the operator asks then. */
final class Shift {

    private static final int ORDERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProducerTemplate producer;
    private final FakeRyzeApi gateway;
    private final Desk desk;

    Shift(ProducerTemplate producer, FakeRyzeApi gateway, Desk desk) {
        this.producer = producer;
        this.gateway = gateway;
        this.desk = desk;
    }

    void work() throws Exception {
        allIsWell();
        somePinsFail();
        anAccountIsSuspended();
        theEnd();
    }

    private void allIsWell() throws Exception {
        desk.note("Three pins are done. Is it working?");
        mustBeDone(pin("bitrix24", "chat17"));
        mustBeDone(pin("bitrix24", "chat18"));
        mustBeDone(pin("whatsapp", "5511988880001"));
        desk.asksForMetrics("chatpin_pins_total");
    }

    private void somePinsFail() throws Exception {
        desk.note("The user may not see a chat, and the phone goes off line. What is wrong?");
        gateway.disconnect(gateway.instance());
        mustFail(pin("bitrix24", OperationsExample.FOREIGN_CHAT));
        mustFail(pin("whatsapp", "5511988880002"));
        desk.asksForHealth();
        desk.asksTheConsole();
        gateway.connect(gateway.instance());
    }

    private void anAccountIsSuspended() throws Exception {
        desk.note("An operator suspends the portal, and orders come. Why is it slow?");
        desk.invokesInJmx("bitrix24", "suspend");
        List<CompletableFuture<Exchange>> waiting = IntStream.range(0, ORDERS)
                .mapToObj(order -> pin("bitrix24", "chat" + (100 + order)))
                .toList();
        awaitAll(ORDERS);
        desk.readsJmx("bitrix24", "Suspended", "Pending", "InFlight", "PermitsLeft", "NextPermitMillis");
        desk.note("The operator resumes it.");
        desk.invokesInJmx("bitrix24", "resume");
        waiting.forEach(Shift::mustBeDone);
        desk.readsJmx("bitrix24", "Suspended", "Pending", "Done", "FailedByType", "Requests", "LargestBatch");
    }

    /** Waits until the account has taken in all orders: the template sends them on threads of its own. */
    private void awaitAll(int pins) throws Exception {
        long start = System.nanoTime();
        while ((int) desk.attribute("bitrix24", "Pending") < pins) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not all pins wait");
            }
            Thread.onSpinWait();
        }
    }

    private void theEnd() throws Exception {
        desk.note("What does Prometheus have of all this?");
        desk.asksForMetrics("chatpin_");
    }

    private CompletableFuture<Exchange> pin(String platform, String chat) {
        return producer.asyncSend(
                "direct:" + platform, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }

    private static void mustBeDone(CompletableFuture<Exchange> pin) {
        Exception failure = pin.join().getException();
        if (failure != null) {
            throw new IllegalStateException("A pin has failed", failure);
        }
    }

    private static void mustFail(CompletableFuture<Exchange> pin) {
        if (!(pin.join().getException() instanceof ChatPinException)) {
            throw new IllegalStateException("A pin was done that could not be");
        }
    }
}
