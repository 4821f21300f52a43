package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.dispatch.Connection;

/** The time that an exchange is with an account, which is kept until then. It ends once, in one of two ways; what comes after that is without effect. */
public final class Stay {

    final NamedAccount account;
    final Lane lane;
    final int version; // of the account's options
    final long order; // of coming
    private final long waitedNanos;
    boolean hasEnded; // guarded by the account

    Stay(NamedAccount account, Lane lane, int version, long order, long waitedNanos) {
        this.account = account;
        this.lane = lane;
        this.version = version;
        this.order = order;
        this.waitedNanos = waitedNanos;
    }

    /** Returns the way to the account. */
    public Connection connection() {
        return lane.connection;
    }

    /** Returns how long the exchange waited to be let in. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** The exchange has ended. */
    public void end() {
        account.ended(this);
    }

    /** The upstream has refused the account's credentials: the exchange waits for others. */
    public void comeBack(Visitor visitor) {
        account.refused(this, visitor);
    }
}
