package io.github.chatpin.camel.dispatch;

/** What an operator can see of an account and do to it. Thread-safe. */
public interface AccountControl {

    /** Names the account, without a secret. */
    String name();

    /** Returns the platform's name. */
    String platform();

    /** Returns what carries its requests to the upstream, {@code null} where nothing does. */
    String gateway();

    /** Returns whether an endpoint is for this account alone; else it is one of those of {@code accounts}. */
    boolean isListed();

    /** Returns how the account is doing. */
    AccountReport report();

    /** Returns the little of that which tells whether to look at the account, in less time. */
    AccountActivity activity();

    /** Lets requests in flight end and starts no others, until {@link #resume}; pins are taken in and wait. */
    void suspend();

    /** Sends again. */
    void resume();
}
