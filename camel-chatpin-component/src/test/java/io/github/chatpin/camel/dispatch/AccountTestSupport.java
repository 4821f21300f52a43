package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** An account alone: time, senders and upstream are in the test's hand, and everything runs on its thread. */
abstract class AccountTestSupport {

    static final boolean OWN_THREAD = true;
    static final boolean ROUTE_THREAD = false;
    static final RateLimit UNLIMITED = new RateLimit.Unlimited();

    final ManualTimekeeper time = new ManualTimekeeper();
    final Deque<Runnable> senders = new ArrayDeque<>();
    final RecordingObserver observer = new RecordingObserver();
    final Accounts accounts = new Accounts(time, senders::add, new Random(1), observer);
    final List<Completion> endings = new ArrayList<>();

    int batchSize = 50;
    Duration maxWait = Duration.ZERO;
    int maxRetries = 3;
    int maxPending = 1000;

    Connection connect(TestUpstream upstream) {
        return accounts.connect("test", upstream, upstream, policy(true), maxPending, null);
    }

    DeliveryPolicy policy(boolean throttled) {
        return new DeliveryPolicy(throttled, batchSize, maxWait, new RetryPolicy(maxRetries, Duration.ofSeconds(1)));
    }

    /** Submits a pin that may be sent on the calling thread; returns its ending if it was. */
    Completion submitHere(Connection connection, String chat) throws InterruptedException {
        return connection.submit(pin(chat), this::ended, ROUTE_THREAD);
    }

    /** Submits a pin that is sent by a sender. */
    void submit(Connection connection, String chat) throws InterruptedException {
        connection.submit(pin(chat), this::ended, OWN_THREAD);
    }

    static PinCommand pin(String chat) {
        return new PinCommand("pin", chat, true, chat);
    }

    void ended(int index, Completion ending) {
        endings.add(ending);
    }

    void send() {
        while (!senders.isEmpty()) {
            senders.remove().run();
        }
    }

    void sendAndWait() {
        do {
            send();
        } while (time.runNext() || !senders.isEmpty());
    }
}
