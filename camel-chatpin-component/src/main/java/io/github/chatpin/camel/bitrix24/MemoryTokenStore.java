package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.OAuthClaim;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens as long as the CamelContext lives. */
final class MemoryTokenStore implements OAuthTokenStore {

    private final Map<String, OAuthTokens> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<OAuthTokens> load(String account) {
        return Optional.ofNullable(tokens.get(account));
    }

    /** One session has it, and renews once at a time. */
    @Override
    public OAuthClaim claim(String account, OAuthTokens pair, Duration life) {
        return new OAuthClaim.Granted(1);
    }

    @Override
    public void save(String account, OAuthTokens newTokens) {
        tokens.put(account, newTokens);
    }
}
