package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.text.Blanks;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Makes credentials of options, and keeps the OAuth sessions of one CamelContext. Thread-safe. */
final class ConfiguredCredentials {

    private final Clock clock;
    private final OAuthTokenStore memory = new MemoryTokenStore();
    private final Map<OAuthClient, OAuthSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Set<OAuthSession>> used = new ConcurrentHashMap<>(); // by the account's name
    private final Queue<OAuthSession> unused = new ConcurrentLinkedQueue<>();

    ConfiguredCredentials(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the credentials that an endpoint was given.
     *
     * @throws IllegalArgumentException if it was given none, two kinds, or a part of them
     */
    Credentials of(Address portal, ChatPinConfiguration options) {
        String accessToken = stripped(options.getAccessToken());
        Map<String, String> renewal = new LinkedHashMap<>();
        renewal.put("refreshToken", stripped(options.getRefreshToken()));
        renewal.put("clientId", stripped(options.getClientId()));
        renewal.put("clientSecret", stripped(options.getClientSecret()));
        List<String> missing = renewal.keySet().stream()
                .filter(name -> renewal.get(name).isEmpty())
                .toList();
        boolean isRenewed = missing.size() < renewal.size();
        boolean hasOAuth = isRenewed || !accessToken.isEmpty();
        if (!stripped(options.getAuthorizationToken()).isEmpty()) {
            if (hasOAuth) {
                throw new IllegalArgumentException("authorizationToken, %s: two kinds of credentials; remove one"
                        .formatted(accessToken.isEmpty() ? given(renewal) : "accessToken"));
            }
            return Credentials.Webhook.parse(options.getAuthorizationToken());
        }
        if (!hasOAuth) {
            throw new IllegalArgumentException("authorizationToken: is required, or accessToken instead");
        }
        if (accessToken.isEmpty()) {
            throw new IllegalArgumentException("accessToken: is required with " + given(renewal));
        }
        if (!isRenewed) {
            return new Credentials.AccessToken(accessToken);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s: is required with %s, so that an expired token can be renewed"
                    .formatted(String.join(", ", missing), given(renewal)));
        }
        OAuthSession session = session(
                new OAuthClient(
                        portal,
                        renewal.get("clientId"),
                        renewal.get("clientSecret"),
                        renewal.get("refreshToken"),
                        Address.parseWithPath("tokenUrl", options.getTokenUrl(), options.isAllowInsecure()),
                        options.getTokenStore() == null ? memory : options.getTokenStore()),
                accessToken);
        session.setUsed(true);
        session.allowFor(Duration.ofMillis(options.getConnectTimeout() + options.getRequestTimeout()));
        return session;
    }

    /** Notes that an account uses credentials. */
    void use(String accountName, Credentials credentials) {
        if (credentials instanceof OAuthSession session) {
            used.computeIfAbsent(accountName, name -> ConcurrentHashMap.newKeySet(1))
                    .add(session);
        }
    }

    /**
     * Forgets the session of an account that is not used any more. A pair that was renewed stays in its store, also where
     * that is in memory: with it the access would be lost.
     */
    void forget(String accountName) {
        Set<OAuthSession> sessionsOfAccount = used.remove(accountName);
        if (sessionsOfAccount != null) {
            sessionsOfAccount.forEach(this::forget);
        }
    }

    // One that must be kept is looked at again when others are forgotten: two each time, so that none is left in the
    // end.
    private void forget(OAuthSession session) {
        session.setUsed(false);
        unused.add(session);
        for (int i = 0; i < 2; i++) {
            OAuthSession next = unused.poll();
            if (next != null && next.isForgettable()) {
                sessions.remove(next.client(), next);
            } else if (next != null && !next.isUsed()) {
                unused.add(next);
            }
        }
    }

    private static String given(Map<String, String> options) {
        return options.keySet().stream()
                .filter(name -> !options.get(name).isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String stripped(String value) {
        return value == null ? "" : Blanks.strip(value);
    }

    private OAuthSession session(OAuthClient client, String accessToken) {
        OAuthSession known = sessions.get(client);
        if (known != null) {
            return known;
        }
        OAuthSession opened = OAuthSession.open(client, accessToken, clock);
        OAuthSession first = sessions.putIfAbsent(client, opened);
        return first == null ? opened : first;
    }
}
