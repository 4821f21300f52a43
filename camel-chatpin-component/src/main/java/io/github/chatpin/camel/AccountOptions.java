package io.github.chatpin.camel;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The options that an {@link AccountSource} answers: those that say whose the requests are. */
final class AccountOptions {

    private static final Map<String, BiConsumer<ChatPinConfiguration, String>> SETTERS = Map.ofEntries(
            Map.entry("portalUrl", ChatPinConfiguration::setPortalUrl),
            Map.entry("authorizationToken", ChatPinConfiguration::setAuthorizationToken),
            Map.entry("accessToken", ChatPinConfiguration::setAccessToken),
            Map.entry("refreshToken", ChatPinConfiguration::setRefreshToken),
            Map.entry("clientId", ChatPinConfiguration::setClientId),
            Map.entry("clientSecret", ChatPinConfiguration::setClientSecret),
            Map.entry("plan", ChatPinConfiguration::setPlan),
            Map.entry("gateway", ChatPinConfiguration::setGateway),
            Map.entry("gatewayUrl", ChatPinConfiguration::setGatewayUrl),
            Map.entry("instance", ChatPinConfiguration::setInstance),
            Map.entry("token", ChatPinConfiguration::setToken));

    /** Their names, in the order of the alphabet. */
    static final Set<String> NAMES = new TreeSet<>(SETTERS.keySet());

    private AccountOptions() {}

    /**
     * Sets an account's options among an endpoint's.
     *
     * @throws IllegalArgumentException if one is not among those that say whose an account is
     */
    static void set(ChatPinConfiguration options, Map<String, String> ofAccount) {
        ofAccount.forEach((name, value) -> {
            BiConsumer<ChatPinConfiguration, String> setter = name == null ? null : SETTERS.get(name);
            if (setter == null) {
                throw new IllegalArgumentException(
                        "%s: says not whose an account is; use %s".formatted(name, String.join(", ", NAMES)));
            }
            if (value != null) {
                setter.accept(options, value);
            }
        });
    }

    /** @throws IllegalArgumentException if an endpoint with many accounts sets one of them itself */
    static void mustNotBeOwn(OwnOptions own) {
        for (String name : NAMES) {
            if (own.has(name)) {
                throw new IllegalArgumentException(name + ": accounts says it for each account; remove it");
            }
        }
    }
}
