package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.Handling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What one user of an endpoint holds, the endpoint itself or a producer: the way to the upstream, and the account that it
 * shares with others. Thread-safe.
 */
public final class Connection {

    private final Channel channel;
    private final Account account;
    private final Function<Lease, Lease> users;
    private final Lease lease;

    /** @param users notes one more user of account and limit, until the lease that it makes of another one is closed */
    Connection(Channel channel, Account account, Function<Lease, Lease> users) {
        this(channel, account, users, account.leaseOfHeld(channel));
    }

    private Connection(Channel channel, Account account, Function<Lease, Lease> users, Lease lease) {
        this.channel = channel;
        this.account = account;
        this.users = users;
        this.lease = users.apply(lease);
    }

    /** Returns the same for another user, who may stay longer, and disconnects it in the end. */
    public Connection share() {
        return new Connection(channel, account, users, account.lease(channel));
    }

    /** Ends the use. What is still to be sent is sent. */
    public void disconnect() {
        lease.close();
    }

    /** Returns what makes commands of requests. */
    public Upstream upstream() {
        return channel.upstream;
    }

    /** Returns what the endpoint does beside sending pins. */
    public Handling handling() {
        return channel.handling;
    }

    /** Returns the platform's name. */
    public String platform() {
        return channel.platform;
    }

    /** Keeps account and transport for a caller that is about to hand pins over; empty if either is gone. */
    public Optional<Lease> lease() {
        return account.tryLease(channel);
    }

    /**
     * Sends one pin, on the calling thread if it may go at once and nothing is gained by gathering more.
     *
     * @param recipient is told how it ended, unless the completion is returned
     * @param ownThread whether the calling thread is one of the component's own, which never waits nor sends
     * @return the completion, if the pin was sent here and has ended; else {@code null}
     * @throws InterruptedException if the caller was interrupted while it waited for room
     */
    public Completion submit(Command command, Recipient recipient, boolean ownThread) throws InterruptedException {
        Submission submission = new Submission(channel, recipient, account.lease(channel), 1);
        try {
            return account.submit(new Pin(command, 0, submission), ownThread);
        } catch (InterruptedException | RuntimeException e) {
            submission.refused();
            throw e;
        }
    }

    /**
     * Sends many pins.
     *
     * @param recipient is told how each of them ended
     * @param ownThread whether the calling thread is one of the component's own, which never waits
     * @throws InterruptedException if the caller was interrupted while it waited for room
     */
    public void submit(List<? extends Command> commands, Recipient recipient, boolean ownThread)
            throws InterruptedException {
        Submission submission = new Submission(channel, recipient, account.lease(channel), commands.size());
        List<Pin> pins = new ArrayList<>(commands.size());
        commands.forEach(command -> pins.add(new Pin(command, pins.size(), submission)));
        try {
            account.submit(pins, ownThread);
        } catch (InterruptedException | RuntimeException e) {
            submission.refused();
            throw e;
        }
    }

    /**
     * Tells whether the account works: asks the upstream, within the limit, if that is not known from before. The answer
     * comes within seconds.
     */
    public CompletableFuture<HealthReport> health() {
        return account.health.ask(channel);
    }

    /** Returns what an operator can see of the account and do to it. */
    public AccountControl control() {
        return account;
    }

    Channel channel() {
        return channel;
    }

    Account account() {
        return account;
    }
}
