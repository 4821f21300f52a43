package io.github.chatpin.camel.dispatch;

/** What an operator can see of an account and do to it. Thread-safe. */
public interface AccountControl {

    /** Names the account, without a secret. */
    String name();

    /** Returns the platform's name. */
    String platform();

    /** Returns what carries its requests to the upstream, {@code null} where nothing does. */
    String gateway();

    /** Returns how the account is doing. */
    AccountReport report();

    /** Lets requests in flight end and starts no others, until {@link #resume}; pins are taken in and wait. */
    void suspend();

    /** Sends again. */
    void resume();
}
