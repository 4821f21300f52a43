package io.github.chatpin.camel.dispatch;

import java.time.Duration;

/**
 * What an endpoint asks of the way that its pins go.
 *
 * @param throttled whether they wait for the upstream's limit
 * @param batchSize the most pins in a request that one of its pins is in
 * @param maxWait   how long a pin may wait in all, zero for no bound
 * @param retry     when it is tried again
 */
public record DeliveryPolicy(boolean throttled, int batchSize, Duration maxWait, RetryPolicy retry) {}
