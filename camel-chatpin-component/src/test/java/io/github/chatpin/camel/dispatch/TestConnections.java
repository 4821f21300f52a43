package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.Random;

/** Connections to accounts without a network, for tests of what holds them. */
public final class TestConnections {

    private final Accounts accounts;

    public TestConnections(Timekeeper time) {
        accounts = new Accounts(time, task -> {}, new Random(1), new Observer() {});
    }

    /** Connects to an account. */
    public Connection open(String account) {
        TestUpstream upstream = new TestUpstream(account, AccountTestSupport.UNLIMITED);
        RetryPolicy retry = new RetryPolicy(0, Duration.ZERO);
        return accounts.connect(
                "test", upstream, upstream, new DeliveryPolicy(true, 1, Duration.ZERO, retry), 10, null);
    }

    /** Returns how many accounts are connected to. */
    public int accounts() {
        return accounts.controls().size();
    }
}
