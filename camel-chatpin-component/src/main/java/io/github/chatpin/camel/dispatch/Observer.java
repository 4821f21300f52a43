package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;

/**
 * Learns what goes on, for consoles and metrics. It is told without any lock, on the threads on which things happen, and
 * so must be thread-safe and quick. What it throws is logged and does no harm.
 */
public interface Observer {

    /** An account is used for the first time, or again after it was closed. */
    default void opened(AccountControl account) {}

    /** An account, which was opened before, is the only one of an endpoint. It is told once, until it is closed. */
    default void listed(AccountControl account) {}

    /** An account is not used any more. */
    default void closed(AccountControl account) {}

    /**
     * A request has ended, with an answer or without.
     *
     * @param pins  how many it carried
     * @param nanos how long it took
     */
    default void requestEnded(AccountControl account, int pins, long nanos) {}

    /**
     * A pin has ended.
     *
     * @param waitedNanos how long it waited, all its waits together; requests do not count
     */
    default void pinEnded(AccountControl account, Completion completion, long waitedNanos) {}

    /**
     * A sync has ended.
     *
     * @param changes how many pins and unpins it has made
     */
    default void syncEnded(AccountControl account, Completion completion, int changes) {}

    /** A pin is tried again after a failure. */
    default void retried(AccountControl account, ChatPinException failure) {}

    /** The context has stopped: nothing more is told, unless it starts again. */
    default void stopped() {}
}
