package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OAuth application's tokens and their renewal. The refresh token rotates. Thread-safe. */
final class AuthorizationServer {

    static final String EXPIRED = "expired_token";
    static final String INVALID = "invalid_token";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final List<String> REQUIRED = List.of("grant_type", "client_id", "client_secret", "refresh_token");

    /**
     * An OAuth application and the tokens that it starts with.
     *
     * @param clientId its id
     * @param clientSecret its secret
     * @param accessToken its first access token
     * @param refreshToken its first refresh token
     */
    record Application(String clientId, String clientSecret, String accessToken, String refreshToken) {}

    private final Application application;
    private final RestOutcome.Refused wrongClient;
    private final Secrets secrets;
    private final RequestJournal journal;
    private final Clock clock;

    // Guarded by this; end of life by access token
    private final Map<String, Instant> issued = new HashMap<>();

    // Guarded by this
    private final Set<String> usedRefreshTokens = new HashSet<>();

    // Guarded by this
    private Optional<RestOutcome.Refused> refusal = Optional.empty();

    // Guarded by this
    private String accessToken;

    // Guarded by this
    private String refreshToken;

    // Guarded by this
    private boolean expiryReported;

    // Guarded by this
    private int renewals;

    AuthorizationServer(
            Application application,
            RestOutcome.Refused wrongClient,
            Secrets secrets,
            RequestJournal journal,
            Clock clock) {
        this.application = application;
        this.wrongClient = wrongClient;
        this.secrets = secrets;
        this.journal = journal;
        this.clock = clock;
        accessToken = application.accessToken();
        refreshToken = application.refreshToken();
        issued.put(accessToken, clock.instant().plus(LIFETIME));
    }

    synchronized String accessToken() {
        return accessToken;
    }

    synchronized String refreshToken() {
        return refreshToken;
    }

    synchronized int renewals() {
        return renewals;
    }

    synchronized void expireAccessTokens() {
        issued.replaceAll((token, end) -> Instant.MIN);
    }

    synchronized void refuse(RestOutcome.Refused newRefusal) {
        refusal = Optional.of(newRefusal);
    }

    synchronized void allow() {
        refusal = Optional.empty();
    }

    synchronized void noteExpiryReported() {
        expiryReported = true;
    }

    /** Why the portal does not accept an access token; empty if it does. */
    synchronized Optional<RestOutcome.Refused> problemWith(String token) {
        Instant end = issued.get(token);
        if (end == null) {
            return Optional.of(new RestOutcome.Refused(401, "NO_AUTH_FOUND", "Wrong authorization data"));
        }
        if (clock.instant().isBefore(end)) {
            return Optional.empty();
        }
        expiryReported = true;
        return Optional.of(new RestOutcome.Refused(401, EXPIRED, "The access token provided has expired."));
    }

    /** Renews the tokens; the answer names this server as it was asked, and the portal by an address of its own. */
    synchronized Answer renew(IncomingRequest request, Map<String, Object> parameters, String portalUrl) {
        if (!expiryReported) {
            journal.complain("tokens renewed although no call had been answered with " + EXPIRED);
        }
        if (refusal.isPresent()) {
            return refusal.get().toAnswer();
        }
        Optional<RestOutcome.Refused> problem = problemWith(parameters);
        if (problem.isPresent()) {
            return problem.get().toAnswer();
        }
        usedRefreshTokens.add(refreshToken);
        accessToken = secrets.issue("at-");
        refreshToken = secrets.issue("rt-");
        issued.put(accessToken, clock.instant().plus(LIFETIME));
        expiryReported = false;
        renewals++;
        return tokens(request, portalUrl);
    }

    private Optional<RestOutcome.Refused> problemWith(Map<String, Object> parameters) {
        for (String name : REQUIRED) {
            if (!(parameters.get(name) instanceof String value) || value.isEmpty()) {
                return Optional.of(new RestOutcome.Refused(400, "invalid_request", "Missing parameter " + name));
            }
        }
        if (!parameters.get("grant_type").equals("refresh_token")) {
            return Optional.of(new RestOutcome.Refused(400, "invalid_request", "Unknown grant type"));
        }
        if (!parameters.get("client_id").equals(application.clientId())
                || !parameters.get("client_secret").equals(application.clientSecret())) {
            return Optional.of(wrongClient);
        }
        Object presented = parameters.get("refresh_token");
        if (!presented.equals(refreshToken)) {
            String reason = usedRefreshTokens.contains(presented) ? "already used" : "unknown";
            return Optional.of(new RestOutcome.Refused(400, "invalid_grant", "Refresh token " + reason));
        }
        return Optional.empty();
    }

    private Answer tokens(IncomingRequest request, String portalUrl) {
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", accessToken)
                        .put("refresh_token", refreshToken)
                        .put("domain", request.host())
                        .put("expires", issued.get(accessToken).getEpochSecond())
                        .put("expires_in", LIFETIME.toSeconds())
                        .put("scope", String.join(",", PortalMethods.SCOPES))
                        .put("server_endpoint", request.origin() + "/rest/")
                        .put("client_endpoint", portalUrl + "/rest/")
                        .put("member_id", "a223c6b3710f85df22e9377d6c4f7553")
                        .put("user_id", OpenLines.USER_ID)
                        .put("status", "L"));
    }
}
