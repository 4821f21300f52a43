package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.memory.PinMemory;
import java.time.Duration;

/**
 * What an endpoint asks of its platform. Its common options are checked.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 *
 * @param operation      what the endpoint does with messages
 * @param options        the options that component and endpoint have; the platform checks its own among them
 * @param batchSize      the most pins in one request, 1 to 50
 * @param maxInFlight    the most requests at once for the account, at least 1
 * @param throttleLimit  how many requests a period permits, {@code null} where the option is not set
 * @param throttlePeriod the period, {@code null} where the option is not set
 * @param pinLimit       the cap of pinned chats, {@code null} where the option is not set
 * @param memories       what is remembered of accounts
 */
public record EndpointSettings(
        Operation operation,
        ChatPinConfiguration options,
        int batchSize,
        int maxInFlight,
        Integer throttleLimit,
        Duration throttlePeriod,
        Integer pinLimit,
        PinMemories memories) {

    /** Returns what an endpoint asks. */
    public static EndpointSettings of(ChatPinEndpoint endpoint, PinMemories memories) {
        boolean hasPeriod = endpoint.getThrottlePeriod() != ChatPinEndpoint.FROM_PLATFORM;
        return new EndpointSettings(
                endpoint.operation(),
                endpoint.getConfiguration(),
                endpoint.getBatchSize(),
                endpoint.getMaxInFlight(),
                endpoint.getThrottleLimit(),
                hasPeriod ? Duration.ofMillis(endpoint.getThrottlePeriod()) : null,
                endpoint.getPinLimit(),
                memories);
    }

    /**
     * Returns what is remembered of an account.
     *
     * @param accountName the {@link UpstreamAccount#name}
     * @param whose       the same for all accounts of one user
     * @param key         names whose it is where it is kept, without a secret and without {@code =}: with other
     *                    credentials of the same user it is the same
     */
    public PinMemory memory(String accountName, String whose, String key) {
        return memories.of(accountName, whose, key.replace("=", "%3D"), options.getPinRepository());
    }

    /** Returns how many requests a period permits, by default as many as a known limit. */
    public int limitOr(UpstreamLimit known) {
        return throttleLimit != null ? throttleLimit : known.maxRequests();
    }

    /** Returns the limit's period, by default that of a known limit. */
    public Duration periodOr(UpstreamLimit known) {
        return throttlePeriod != null ? throttlePeriod : Duration.ofMillis(known.periodMillis());
    }

    /** Names the operation only: the options hold credentials. */
    @Override
    public String toString() {
        return operation.toString();
    }
}
