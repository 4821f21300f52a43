package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.OAuthClaim;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.security.Fingerprint;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one OAuth client at one portal, which all its endpoints share, and their renewal. A new pair is saved
 * before it is used, since the refresh token that it was had with is worth nothing any more. Thread-safe.
 */
final class OAuthSession implements Credentials, CredentialRenewal {

    /**
     * How long a refusal holds before the authorization server is asked again. The vendor blocks applications that ask
     * too often, and a refusal seldom passes by itself.
     */
    static final Duration REFUSAL_HOLDS = Duration.ofMinutes(5);

    /** A token lives an hour. One that has "expired" before this, without ever having worked, is not worth renewing. */
    static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

    /** How long to wait for another process that renews, before the store is looked into again. */
    static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** What a claim on the renewal lives beyond two requests: for the store to answer. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OAuthSession.class);

    private final OAuthClient client;
    private final Clock clock;
    private final Redaction redaction = new Redaction(this::secrets);
    private final AuthorizationServer server;
    private final KeptTokens kept;
    private final AtomicLong longestRequestMillis = new AtomicLong();
    private final AtomicBoolean renewing = new AtomicBoolean();

    private volatile OAuthTokens tokens;
    private volatile OAuthTokens earlierTokens; // what answers to a request under way may still repeat
    private volatile boolean hasWorked;
    private volatile boolean used;

    // All below: changed only while renewing.
    private final SpentPairs spentPairs = new SpentPairs();
    private volatile OAuthTokens unsavedTokens;
    private volatile Instant issuedAt = Instant.MIN; // unknown of tokens that were not issued to this session
    private volatile Result refusal;
    private volatile Instant refusedAt = Instant.MIN;
    private volatile Duration doubt = Duration.ZERO; // for how long a refusal may be due to another's renewal

    private OAuthSession(OAuthClient client, OAuthTokens tokens, Clock clock) {
        this.client = client;
        this.tokens = tokens;
        this.clock = clock;
        this.server = new AuthorizationServer(client, redaction);
        this.kept = new KeptTokens(client, name(), redaction);
    }

    /**
     * Opens a session with the pair that was kept, or else with the one that is configured.
     *
     * @throws IllegalStateException if the store cannot be read
     */
    static OAuthSession open(OAuthClient client, String accessToken, Clock clock) {
        OAuthTokens configured = new OAuthTokens(accessToken, client.refreshToken());
        OAuthSession session = new OAuthSession(client, configured, clock);
        try {
            client.store().load(client.storeAccount()).ifPresent(kept -> session.use(kept, Instant.MIN));
        } catch (RuntimeException e) {
            throw new IllegalStateException("tokenStore: cannot be read (" + session.redaction.describe(e) + ")");
        }
        return session;
    }

    /** Notes how long a request of one of the endpoints may take; any of them may come to renew. */
    void allowFor(Duration request) {
        longestRequestMillis.accumulateAndGet(request.toMillis(), Math::max);
    }

    private void use(OAuthTokens newTokens, Instant issued) {
        spentPairs.add(tokens);
        earlierTokens = tokens;
        tokens = newTokens;
        issuedAt = issued;
        hasWorked = false;
        refusal = null;
    }

    OAuthClient client() {
        return client;
    }

    boolean isUsed() {
        return used;
    }

    /** Notes whether an account uses the session. */
    void setUsed(boolean isUsed) {
        used = isUsed;
    }

    /**
     * Returns whether the session is used no more, and nothing would be lost with it: neither a pair that is in no store,
     * nor for how long the authorization server is not to be asked again.
     */
    boolean isForgettable() {
        return !used
                && !renewing.get()
                && unsavedTokens == null
                && earlierRefusal().isEmpty();
    }

    @Override
    public String owner() {
        return "client " + client.id();
    }

    @Override
    public String name() {
        return "%s, %s".formatted(client, Fingerprint.of(client.refreshToken()));
    }

    @Override
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        secrets.add(client.secret());
        for (OAuthTokens pair : new OAuthTokens[] {tokens, earlierTokens, unsavedTokens}) {
            if (pair != null) {
                secrets.add(pair.accessToken());
                secrets.add(pair.refreshToken());
            }
        }
        return secrets;
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("clientSecret", Fingerprint.of(client.secret()));
        options.put("tokenUrl", client.tokenUrl());
        options.put("tokenStore", client.store());
        return options;
    }

    @Override
    public Optional<String> bodyToken() {
        return Optional.of(tokens.accessToken());
    }

    @Override
    public Optional<CredentialRenewal> renewal() {
        return Optional.of(this);
    }

    @Override
    public void worked() {
        if (!hasWorked) { // written once for each token, and not by all that send
            hasWorked = true;
        }
    }

    @Override
    public Result renew(Sender sender) throws IOException {
        if (!renewing.compareAndSet(false, true)) { // by a context that was stopped and started in the middle of it
            return new Result.Unavailable("The tokens of " + name() + " are being renewed already", 0, true);
        }
        try {
            return renewAlone(sender);
        } catch (KeptTokens.Fault fault) {
            return fault.result();
        } finally {
            renewing.set(false);
        }
    }

    private Result renewAlone(Sender sender) throws IOException {
        if (unsavedTokens != null) {
            return saveAndUse();
        }
        if (tookOver()) {
            return new Result.Renewed();
        }
        Optional<Result> earlier = earlierRefusal();
        return earlier.isPresent() ? earlier.get() : renewUnderAClaim(sender);
    }

    /** Takes over a pair that another user of the store has renewed. */
    private boolean tookOver() {
        OAuthTokens found = kept.load().orElse(tokens);
        if (found.equals(tokens)) {
            return false;
        }
        if (spentPairs.contains(found)) { // the store went back, as to a backup
            kept.replace(found, tokens);
            return false;
        }
        use(found, Instant.MIN);
        return true;
    }

    private Result renewUnderAClaim(Sender sender) throws IOException {
        Duration request = longestRequest();
        Duration life = request.multipliedBy(2).plus(SLACK);
        Instant end = clock.instant().plus(life);
        OAuthClaim claim = kept.claim(tokens, life);
        if (claim instanceof OAuthClaim.Refused refused) {
            return new Result.Refused(
                    "The authorization server has refused the refresh token before, with %s; %s"
                            .formatted(refused.code(), AuthorizationServer.ADVICE),
                    0,
                    refused.code());
        }
        if (!(claim instanceof OAuthClaim.Granted granted)) {
            return new Result.Elsewhere(LOOK_AGAIN);
        }
        if (clock.instant().plus(request).isAfter(end)) { // others may go before this has an answer
            kept.release(granted);
            return new Result.Elsewhere(LOOK_AGAIN);
        }
        return renewUnder(granted, sender);
    }

    private Duration longestRequest() {
        return Duration.ofMillis(longestRequestMillis.get());
    }

    /** Sends the refresh token. The claim ends with the pair that is saved, or else here. */
    private Result renewUnder(OAuthClaim.Granted claim, Sender sender) throws IOException {
        Result failure = null;
        try {
            String refreshToken = tokens.refreshToken();
            UpstreamAnswer answer = sender.send(server.request(refreshToken));
            unsavedTokens = server.tokens(answer, refreshToken).orElse(null);
            if (unsavedTokens == null) {
                failure = server.withoutTokens(answer);
            }
        } finally {
            if (failure instanceof Result.Refused refused && AuthorizationServer.isForTheToken(refused)) {
                kept.refuse(claim, refused.errorCode(), REFUSAL_HOLDS);
            } else if (unsavedTokens == null) {
                kept.release(claim);
            }
        }
        if (failure == null) {
            return saveAndUse();
        }
        // Others may have been faster with the same refresh token: their answer comes within a request's time from now.
        boolean mayBeSavedYet = mayBeDueToOthers(claim, failure);
        remember(failure, mayBeSavedYet ? longestRequest().plus(SLACK) : Duration.ZERO);
        if (tookOver()) {
            return new Result.Renewed();
        }
        return mayBeSavedYet ? new Result.Elsewhere(LOOK_AGAIN) : failure;
    }

    private static boolean mayBeDueToOthers(OAuthClaim.Granted claim, Result failure) {
        return claim.equals(OAuthClaim.Granted.UNKEPT)
                && failure instanceof Result.Refused refused
                && AuthorizationServer.isForTheToken(refused);
    }

    private Optional<Result> earlierRefusal() {
        if (refusal != null && isWithin(doubt, refusedAt)) {
            return Optional.of(new Result.Elsewhere(LOOK_AGAIN));
        }
        if (refusal != null && isWithin(doubt.plus(REFUSAL_HOLDS), refusedAt)) {
            return Optional.of(refusal);
        }
        if (!hasWorked && isWithin(SHORTEST_LIFE, issuedAt)) {
            return Optional.of(new Result.Refused(
                    "The portal does not take a token that was just issued and has never worked; it is not renewed again",
                    0,
                    null));
        }
        return Optional.empty();
    }

    /** Not before the moment either: a clock that was set back must not make a refusal last. */
    private boolean isWithin(Duration time, Instant since) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(time));
    }

    private void remember(Result result, Duration newDoubt) {
        boolean isForGood = result instanceof Result.Refused
                || result instanceof Result.Unavailable fault && !fault.mayPass(); // a redirect
        if (isForGood) {
            refusal = result;
            refusedAt = clock.instant();
            doubt = newDoubt;
        }
    }

    private Result saveAndUse() {
        if (!isSaved()) { // another's pair is kept, and this one is given up for it
            Result result = tookOver() ? new Result.Renewed() : new Result.Elsewhere(LOOK_AGAIN);
            unsavedTokens = result instanceof Result.Renewed ? null : unsavedTokens;
            return result;
        }
        use(unsavedTokens, clock.instant());
        unsavedTokens = null;
        LOG.debug("Renewed the tokens of {} at {}", name(), client.portal());
        return new Result.Renewed();
    }

    private boolean isSaved() {
        try {
            return kept.replace(tokens, unsavedTokens);
        } catch (KeptTokens.Fault fault) {
            LOG.warn("{}. The new tokens are in memory only, and not used until they are saved", fault.getMessage());
            throw fault;
        }
    }

    /** Names the session without its secrets. */
    @Override
    public String toString() {
        return name();
    }
}
