package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.steps.PinCap;
import java.time.Duration;

/**
 * What an endpoint asks of the way that its pins go.
 *
 * @param throttled whether they wait for the upstream's limit
 * @param batchSize the most pins in a request that one of its pins is in
 * @param maxWait   how long a pin may wait in all, zero for no bound
 * @param retry     when it is tried again
 * @param cap       the cap of pinned chats that it keeps, {@code null} if it keeps none
 * @param verifies  whether it counts only when the list of pinned chats shows it
 */
public record DeliveryPolicy(
        boolean throttled, int batchSize, Duration maxWait, RetryPolicy retry, PinCap cap, boolean verifies) {

    /** Without a cap, and without a look at the list. */
    public DeliveryPolicy(boolean throttled, int batchSize, Duration maxWait, RetryPolicy retry) {
        this(throttled, batchSize, maxWait, retry, null, false);
    }
}
