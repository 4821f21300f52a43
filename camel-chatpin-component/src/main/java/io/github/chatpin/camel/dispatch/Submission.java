package io.github.chatpin.camel.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pins that one exchange hands over. The exchange counts once, however many of its pins
 * wait, and keeps account and transport until the last of them has ended.
 */
final class Submission {

    final Channel channel;
    final Recipient recipient;
    final Object trace; // null where nothing traces the exchange
    private final Lease lease;
    private final AtomicInteger unended;

    // Guarded by the account's guard.
    int pending; // its pins that wait
    private int requests;
    private Object lastRequest;

    /**
     * @param lease closed when the last pin has ended
     * @param pins  how many there are
     */
    Submission(Channel channel, Recipient recipient, Lease lease, int pins) {
        this.channel = channel;
        this.recipient = recipient;
        this.trace = recipient.trace(channel.traces::current);
        this.lease = lease;
        this.unended = new AtomicInteger(pins);
    }

    /** Counts a request that some of the exchange's pins were in, once for all of them. */
    void count(Object request) {
        if (lastRequest != request) {
            lastRequest = request;
            requests++;
        }
    }

    /** Returns how many requests the exchange took part in. */
    int requests() {
        return requests;
    }

    /** Notes that a pin has ended and its recipient was told. */
    void ended() {
        if (unended.decrementAndGet() == 0) {
            lease.close();
        }
    }

    /** Notes that its pins were not taken in. */
    void refused() {
        lease.close();
    }
}
