package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Settings of a {@link FakeBitrix24}. Not thread-safe; may be used for several fakes. */
public final class FakeBitrix24Builder {

    // What the vendor's limits page gives for all plans but Enterprise
    private static final int STANDARD_THRESHOLD = 50;
    private static final int STANDARD_PER_SECOND = 2;
    private static final int STANDARD_OPERATING_SECONDS = 480;
    private static final String DEFAULT_CLIENT_ID = "local.5c8bb1b0891cf2.87252039";
    private static final Pattern WEBHOOK_TOKEN = Pattern.compile("[1-9][0-9]*/[A-Za-z0-9]{8,}");

    private Clock clock = Clock.systemUTC();
    private Ports ports = Ports.FREE;
    private int threshold = STANDARD_THRESHOLD;
    private int perSecond = STANDARD_PER_SECOND;
    private Duration tickPhase = Duration.ZERO;
    private PinRules pinRules = new PinRules(Bitrix24Generation.FROM_26_150, OptionalInt.empty(), true);
    private OpenLineMethods.Settings openLines = new OpenLineMethods.Settings(true, false);
    private OperatingLimit.Settings operating =
            new OperatingLimit.Settings(STANDARD_OPERATING_SECONDS, Optional.empty());
    private RestOutcome.Refused wrongClient = wrongClientError(400, "invalid_client");
    private boolean httpsRequired;
    private String clientId = DEFAULT_CLIENT_ID;
    private Optional<String> webhookToken = Optional.empty();
    private Optional<String> clientSecret = Optional.empty();
    private Optional<String> accessToken = Optional.empty();
    private Optional<String> refreshToken = Optional.empty();

    FakeBitrix24Builder() {}

    /**
     * Sets the rate limit; by default that of the standard plan, 50 and 2.
     *
     * @param newThreshold what the counter may reach, at least 1
     * @param newPerSecond by how much it falls once per second, at least 1
     * @return this
     */
    public FakeBitrix24Builder limit(int newThreshold, int newPerSecond) {
        new LeakyBucket.Settings(newThreshold, newPerSecond, tickPhase);
        threshold = newThreshold;
        perSecond = newPerSecond;
        return this;
    }

    /**
     * Takes the rate limit away, as on a self-hosted portal.
     *
     * @return this
     */
    public FakeBitrix24Builder unlimited() {
        return limit(Integer.MAX_VALUE, 1);
    }

    /**
     * Sets when in each second of the clock the counter falls; by default on the full second.
     *
     * @param phase the time after the full second, from 0 s to less than 1 s
     * @return this
     */
    public FakeBitrix24Builder tickPhase(Duration phase) {
        new LeakyBucket.Settings(threshold, perSecond, phase);
        tickPhase = phase;
        return this;
    }

    /**
     * Sets how much execution time a method may use in ten minutes with one credential, and then is blocked until
     * enough of them have passed; 480 s by default. See {@link FakeBitrix24#operatingCost}.
     *
     * @param seconds the time, at least 1 s
     * @return this
     */
    public FakeBitrix24Builder operatingLimit(int seconds) {
        operating = new OperatingLimit.Settings(seconds, Optional.empty());
        return this;
    }

    /**
     * Sets how much execution time a method may use in ten minutes with one credential, and for how long it is blocked
     * then, as in the newest versions: 420 s, and a block of 300 s.
     *
     * @param seconds the time, at least 1 s
     * @param block how long it is blocked
     * @return this
     */
    public FakeBitrix24Builder operatingLimit(int seconds, Duration block) {
        operating = new OperatingLimit.Settings(seconds, Optional.of(block));
        return this;
    }

    /**
     * Sets the server's version, which decides how {@code im.recent.pin} works.
     *
     * @param generation by default {@link Bitrix24Generation#FROM_26_150}
     * @return this
     */
    public FakeBitrix24Builder generation(Bitrix24Generation generation) {
        pinRules = pinRules.with(requireNonNull(generation, "generation"));
        return this;
    }

    /**
     * Sets how many dialogs may be pinned; by default as many as the server's version lets in.
     *
     * @param dialogs the number, zero or more
     * @return this
     */
    public FakeBitrix24Builder pinCap(int dialogs) {
        pinRules = pinRules.withCap(dialogs);
        return this;
    }

    /**
     * Sets whether pinning a pinned dialog answers {@code false} once the cap is reached, as all versions do.
     *
     * @param refused by default true; if not, it answers {@code true}
     * @return this
     */
    public FakeBitrix24Builder repinAtCapRefused(boolean refused) {
        pinRules = pinRules.withRepinAtCapRefused(refused);
        return this;
    }

    /**
     * Sets what {@code imopenlines.session.mode.pin} does without {@code ACTIVATE}, about which the vendor's pages
     * disagree.
     *
     * @param activates by default true: anything but exactly {@code N} pins; false: anything but exactly {@code Y}
     *     unpins
     * @return this
     */
    public FakeBitrix24Builder activatesByDefault(boolean activates) {
        openLines = new OpenLineMethods.Settings(activates, openLines.operatorErrorCode());
        return this;
    }

    /**
     * Sets whether the error that the user is not the operator has the code {@code ERROR_USER_NOT_OPERATOR}, as in
     * older versions.
     *
     * @param named by default false: the code is empty
     * @return this
     */
    public FakeBitrix24Builder operatorErrorCode(boolean named) {
        openLines = new OpenLineMethods.Settings(openLines.activatesByDefault(), named);
        return this;
    }

    /**
     * Sets how the authorization server refuses an application that it does not know.
     *
     * @param status the HTTP status, by default 400; seen with {@code wrong_client}: 200 and 400
     * @param code the error code, by default {@code invalid_client}
     * @return this
     */
    public FakeBitrix24Builder wrongClient(int status, String code) {
        wrongClient = wrongClientError(status, requireNonNull(code, "code"));
        return this;
    }

    /**
     * Sets whether calls over plain HTTP are refused with {@code INVALID_REQUEST}, as the real upstream does.
     *
     * @param required by default false
     * @return this
     */
    public FakeBitrix24Builder requireHttps(boolean required) {
        httpsRequired = required;
        return this;
    }

    /**
     * Sets the clock for the rate limit, token lifetimes and {@code time} blocks.
     *
     * @param newClock by default the system's
     * @return this
     */
    public FakeBitrix24Builder clock(Clock newClock) {
        clock = requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets the port for plain HTTP.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeBitrix24Builder port(int port) {
        ports = new Ports(port, ports.https());
        return this;
    }

    /**
     * Sets the port for HTTPS.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeBitrix24Builder httpsPort(int port) {
        ports = new Ports(ports.http(), port);
        return this;
    }

    /** {@return a fake that has started} */
    public FakeBitrix24 start() {
        return new FakeBitrix24(this);
    }

    Clock clock() {
        return clock;
    }

    Ports ports() {
        return ports;
    }

    RestOutcome.Refused wrongClient() {
        return wrongClient;
    }

    Portal.Settings settings(Secrets secrets) {
        return new Portal.Settings(
                webhookToken(secrets),
                httpsRequired,
                new LeakyBucket.Settings(threshold, perSecond, tickPhase),
                operating,
                pinRules,
                openLines);
    }

    private static RestOutcome.Refused wrongClientError(int status, String code) {
        return new RestOutcome.Refused(status, code, "Unknown application");
    }

    /**
     * Sets the inbound webhook's token.
     *
     * @param token user id and code, {@code 1/…}; the code has at least 8 letters and digits; by default the user is 1
     *     and the code a new one
     * @return this
     */
    public FakeBitrix24Builder webhookToken(String token) {
        if (!WEBHOOK_TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "webhookToken must be a user id, a slash, and a code of at least 8 letters and digits");
        }
        webhookToken = Optional.of(token);
        return this;
    }

    /**
     * Sets the OAuth application's id.
     *
     * @param id by default that of an example
     * @return this
     */
    public FakeBitrix24Builder clientId(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("clientId must not be empty");
        }
        clientId = id;
        return this;
    }

    /**
     * Sets the OAuth application's secret.
     *
     * @param secret at least 8 visible characters of ASCII; by default a new one
     * @return this
     */
    public FakeBitrix24Builder clientSecret(String secret) {
        clientSecret = Optional.of(Secrets.checked("clientSecret", secret));
        return this;
    }

    /**
     * Sets the first access token.
     *
     * @param token at least 8 visible characters of ASCII; by default a new one
     * @return this
     */
    public FakeBitrix24Builder accessToken(String token) {
        accessToken = Optional.of(Secrets.checked("accessToken", token));
        return this;
    }

    /**
     * Sets the first refresh token.
     *
     * @param token at least 8 visible characters of ASCII; by default a new one
     * @return this
     */
    public FakeBitrix24Builder refreshToken(String token) {
        refreshToken = Optional.of(Secrets.checked("refreshToken", token));
        return this;
    }

    AuthorizationServer.Application application(Secrets secrets) {
        return new AuthorizationServer.Application(
                clientId,
                secrets.given(clientSecret, "cs-"),
                secrets.given(accessToken, "at-"),
                secrets.given(refreshToken, "rt-"));
    }

    /** Of a webhook's token only the code is a secret. */
    private String webhookToken(Secrets secrets) {
        if (webhookToken.isEmpty()) {
            return "1/" + secrets.issue("");
        }
        secrets.adopt(webhookToken.get().substring(webhookToken.get().indexOf('/') + 1));
        return webhookToken.get();
    }
}
