package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a {@link FakeGateway}. Not thread-safe; may be used for several fakes. */
public final class FakeGatewayBuilder {

    private static final int PIN_CAP = 3; // WhatsApp's own
    private static final int GOWA_VERSION = 9;
    private static final int FIRST_GOWA_VERSION_WITH_PINS = 7;

    private final GatewayKind kind;

    private Clock clock = Clock.systemUTC();
    private Ports ports = Ports.FREE;
    private Optional<String> session = Optional.empty();
    private Optional<String> token = Optional.empty();
    private boolean withoutToken;
    private String basePath = "";
    private int cap = PIN_CAP;
    private Duration latency = Duration.ZERO;
    private List<RouteLimits.Limit> limits;
    private boolean plainRetryAfter;
    private boolean baileys;
    private boolean listsPins = true;
    private int gowaVersion = GOWA_VERSION;

    FakeGatewayBuilder(GatewayKind kind) {
        this.kind = kind;
        limits = kind == GatewayKind.OPENWA ? limitsOf(10, 100, 1000) : List.of(); // OpenWA's defaults
    }

    /**
     * Sets the clock for pins and rate limits.
     *
     * @param newClock by default the system's
     * @return this
     */
    public FakeGatewayBuilder clock(Clock newClock) {
        clock = requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets the port for plain HTTP.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeGatewayBuilder port(int port) {
        ports = new Ports(port, ports.https());
        return this;
    }

    /**
     * Sets the port for HTTPS.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeGatewayBuilder httpsPort(int port) {
        ports = new Ports(ports.http(), port);
        return this;
    }

    /**
     * Names the first session: gowa's device id, OpenWA's UUID, wwebjs-api's or WPPConnect's session.
     *
     * @param name by default {@code acme}; for OpenWA a new UUID
     * @return this
     */
    public FakeGatewayBuilder session(String name) {
        session = Optional.of(kind.checkedSession(name));
        return this;
    }

    /**
     * Sets the first session's credential, which for all but WPPConnect is that of all sessions.
     *
     * @param newToken for gowa a user and a password with a colon between; token or password have at least 8 visible
     *     characters of ASCII; by default a new one
     * @return this
     */
    public FakeGatewayBuilder token(String newToken) {
        token = Optional.of(kind.checkedToken(newToken));
        withoutToken = false;
        return this;
    }

    /**
     * Asks for no credential, as gowa and wwebjs-api may be set up.
     *
     * @return this
     * @throws IllegalStateException if the gateway always asks for one
     */
    public FakeGatewayBuilder withoutToken() {
        if (!kind.mayGoWithoutToken()) {
            throw new IllegalStateException(kind.wireName() + " always asks for a credential");
        }
        withoutToken = true;
        return this;
    }

    /**
     * Sets a path in front of the gateway's own paths.
     *
     * @param path it begins with a slash and does not end with one; by default empty
     * @return this
     */
    public FakeGatewayBuilder basePath(String path) {
        if (!path.matches("(/[^/]+)*")) {
            throw new IllegalArgumentException("basePath must begin with a slash and not end with one: " + path);
        }
        basePath = path;
        return this;
    }

    /**
     * Sets how many chats a phone keeps pinned. WhatsApp Web, and the gateways that drive it and see the cap, know three
     * and not more.
     *
     * @param chats by default 3; WhatsApp Plus has 20
     * @return this
     */
    public FakeGatewayBuilder cap(int chats) {
        if (chats < 1) {
            throw new IllegalArgumentException("cap must be at least 1: " + chats);
        }
        cap = chats;
        return this;
    }

    /**
     * Sets how long a change takes at the start and after a reset, see {@link FakeGateway#latency}.
     *
     * @param newLatency in real time; by default zero
     * @return this
     */
    public FakeGatewayBuilder latency(Duration newLatency) {
        latency = newLatency;
        return this;
    }

    /**
     * Takes OpenWA's rate limits away.
     *
     * @return this
     */
    public FakeGatewayBuilder unlimited() {
        limits = List.of();
        return this;
    }

    /**
     * Sets OpenWA's rate limits, each of which counts for every call by itself.
     *
     * @param perSecond by default 10
     * @param perMinute by default 100
     * @param perHour by default 1000
     * @return this
     * @throws IllegalStateException if it is another gateway, which has none
     */
    public FakeGatewayBuilder limits(int perSecond, int perMinute, int perHour) {
        mustBe(GatewayKind.OPENWA, "limits");
        limits = limitsOf(perSecond, perMinute, perHour);
        return this;
    }

    /**
     * Sets whether OpenWA's refusal has a plain {@code Retry-After} beside its own headers, as newer versions add it.
     *
     * @param plain by default false
     * @return this
     */
    public FakeGatewayBuilder plainRetryAfter(boolean plain) {
        mustBe(GatewayKind.OPENWA, "plainRetryAfter");
        plainRetryAfter = plain;
        return this;
    }

    /**
     * Sets OpenWA's engine.
     *
     * @param engine true: Baileys, for which success only means that a change was sent; by default false: a browser
     * @return this
     */
    public FakeGatewayBuilder baileys(boolean engine) {
        mustBe(GatewayKind.OPENWA, "baileys");
        baileys = engine;
        return this;
    }

    /**
     * Sets whether OpenWA's list tells which chats are pinned; its first version that pinned had no field for it.
     *
     * @param lists by default true
     * @return this
     */
    public FakeGatewayBuilder listsPins(boolean lists) {
        mustBe(GatewayKind.OPENWA, "listsPins");
        listsPins = lists;
        return this;
    }

    /**
     * Sets gowa's version. Version 7 has one device and no header for it; below 9, percent codes in the path stay as they
     * are.
     *
     * @param major 7 or higher; by default 9
     * @return this
     */
    public FakeGatewayBuilder gowaVersion(int major) {
        mustBe(GatewayKind.GOWA, "gowaVersion");
        if (major < FIRST_GOWA_VERSION_WITH_PINS) {
            throw new IllegalArgumentException("gowa pins since version 7: " + major);
        }
        gowaVersion = major;
        return this;
    }

    /** {@return a fake that has started, with one connected session} */
    public FakeGateway start() {
        return new FakeGateway(this);
    }

    GatewayKind kind() {
        return kind;
    }

    Clock clock() {
        return clock;
    }

    Ports ports() {
        return ports;
    }

    GatewaySettings settings() {
        return new GatewaySettings(
                basePath, clock, cap, latency, limits, plainRetryAfter, baileys, listsPins, gowaVersion, withoutToken);
    }

    String firstSession() {
        return session.orElseGet(kind::defaultSession);
    }

    /** The first session's credential; empty where none is asked for. */
    String firstToken(Secrets secrets) {
        if (withoutToken) {
            return "";
        }
        return token.map(given -> kind.adopt(secrets, given)).orElseGet(() -> kind.newToken(secrets));
    }

    private void mustBe(GatewayKind wanted, String setting) {
        if (kind != wanted) {
            throw new IllegalStateException(setting + " is a setting of " + wanted.wireName());
        }
    }

    private static List<RouteLimits.Limit> limitsOf(int perSecond, int perMinute, int perHour) {
        return List.of(
                new RouteLimits.Limit("short", perSecond, Duration.ofSeconds(1)),
                new RouteLimits.Limit("medium", perMinute, Duration.ofMinutes(1)),
                new RouteLimits.Limit("long", perHour, Duration.ofHours(1)));
    }
}
