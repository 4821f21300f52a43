package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.RateLimitedException;

/**
 * A cheap request that changes nothing and tells whether an account works. It is sent for health checks, within the
 * limit.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public interface HealthProbe {

    /** Returns the request. */
    UpstreamRequest request();

    /**
     * Returns what an answer means: {@link Outcome.Applied} that the account works, its message that of the check. A
     * failure says why it does not; but with a {@link RateLimitedException} nothing is known of the account, and with
     * {@link Outcome.Scope#CREDENTIALS} the next pin renews what has expired.
     */
    Outcome outcome(UpstreamAnswer answer);
}
