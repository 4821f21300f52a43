package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.memory.PinMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

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

    /** Returns what an endpoint with one account asks. */
    public static EndpointSettings of(ChatPinEndpoint endpoint, PinMemories memories) {
        return of(endpoint, endpoint.getConfiguration(), memories);
    }

    /**
     * Returns what an endpoint asks.
     *
     * @param options its own, or those that it has for one of its accounts
     */
    public static EndpointSettings of(ChatPinEndpoint endpoint, ChatPinConfiguration options, PinMemories memories) {
        boolean hasPeriod = endpoint.getThrottlePeriod() != ChatPinEndpoint.FROM_PLATFORM;
        return new EndpointSettings(
                endpoint.operation(),
                options,
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

    /**
     * Returns the limit to keep: the options' numbers, and where one is not set, that of the upstream's own limit.
     *
     * @param known the upstream's own limit, empty if it has none
     * @param whose the option that decides which limit is known, for the message
     * @param kind  makes a limit of the requests that a period permits, and of the period
     * @throws IllegalArgumentException if no limit is known and one number is set without the other
     */
    public RateLimit rate(Optional<UpstreamLimit> known, String whose, BiFunction<Integer, Duration, RateLimit> kind) {
        Integer requests = throttleLimit != null
                ? throttleLimit
                : known.map(UpstreamLimit::maxRequests).orElse(null);
        Duration period = throttlePeriod != null
                ? throttlePeriod
                : known.map(limit -> Duration.ofMillis(limit.periodMillis())).orElse(null);
        if (requests == null && period == null) {
            return new RateLimit.Unlimited();
        }
        if (requests == null || period == null) {
            throw new IllegalArgumentException(
                    "throttleLimit, throttlePeriod: set both or none where the " + whose + " has no limit");
        }
        return kind.apply(requests, period);
    }

    /** Names the operation only: the options hold credentials. */
    @Override
    public String toString() {
        return operation.toString();
    }
}
