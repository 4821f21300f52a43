package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of a {@link FakeRyzeApi}. Not thread-safe; may be used for several fakes. */
public final class FakeRyzeApiBuilder {

    // The page "Pin chat" of docs.ryzeapi.cloud: 100 a minute
    private static final int DEFAULT_LIMIT = 100;
    private static final Duration DEFAULT_PERIOD = Duration.ofMinutes(1);

    private Clock clock = Clock.systemUTC();
    private Ports ports = Ports.FREE;
    private Set<String> pinPaths = Set.of("/api/chat/pinChat", "/api/chat/pin"); // the vendor's pages have both
    private boolean dropsOldestPin;
    private RateWindows.Settings windows = new RateWindows.Settings(DEFAULT_LIMIT, DEFAULT_PERIOD, Duration.ZERO);

    private String instance = "acme";
    private Duration latency = Duration.ZERO;
    private Optional<String> token = Optional.empty();
    private Optional<String> accountToken = Optional.empty();

    FakeRyzeApiBuilder() {}

    /**
     * Sets the rate limit of each token; by default 100 requests per minute.
     *
     * @param requests requests per window, at least 1
     * @param period a window's length, at least 1 s
     * @return this
     */
    public FakeRyzeApiBuilder limit(int requests, Duration period) {
        windows = new RateWindows.Settings(requests, period, windows.phase());
        return this;
    }

    /**
     * Takes the rate limit away as good as: the headers go on, and no window is ever full.
     *
     * @return this
     */
    public FakeRyzeApiBuilder unlimited() {
        return limit(Integer.MAX_VALUE, windows.period());
    }

    /**
     * Sets when the windows begin; by default at full multiples of the period since the epoch.
     *
     * @param phase how much later, zero or more
     * @return this
     */
    public FakeRyzeApiBuilder windowPhase(Duration phase) {
        windows = new RateWindows.Settings(windows.limit(), windows.period(), phase);
        return this;
    }

    /**
     * Sets the path before the instance's name; no other is served.
     *
     * @param path by default both {@code /api/chat/pinChat} and {@code /api/chat/pin} are served
     * @return this
     */
    public FakeRyzeApiBuilder pinPath(String path) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("pinPath must begin with a slash and not end with one: " + path);
        }
        pinPaths = Set.of(path);
        return this;
    }

    /**
     * Sets what becomes of a fourth pin. The vendor's page says that it is an error. The protocol of WhatsApp has no way to
     * refuse it, so that a real gateway likely answers as to any other, and the phone drops a pin.
     *
     * @param drops true: 200, and the oldest pin is gone; by default false: 500 with {@link FakeRyzeApi#capText}
     * @return this
     */
    public FakeRyzeApiBuilder dropsOldestPin(boolean drops) {
        dropsOldestPin = drops;
        return this;
    }

    /**
     * Sets the clock for the windows of the rate limit.
     *
     * @param newClock by default the system's
     * @return this
     */
    public FakeRyzeApiBuilder clock(Clock newClock) {
        clock = requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets the port for plain HTTP.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeRyzeApiBuilder port(int port) {
        ports = new Ports(port, ports.https());
        return this;
    }

    /**
     * Sets the port for HTTPS.
     *
     * @param port by default 0: any free one
     * @return this
     */
    public FakeRyzeApiBuilder httpsPort(int port) {
        ports = new Ports(ports.http(), port);
        return this;
    }

    /** {@return a fake that has started, with one connected instance} */
    public FakeRyzeApi start() {
        return new FakeRyzeApi(this);
    }

    Clock clock() {
        return clock;
    }

    Ports ports() {
        return ports;
    }

    RyzeGateway.Settings settings(Secrets secrets) {
        return new RyzeGateway.Settings(
                pinPaths, windows, dropsOldestPin, secrets.given(accountToken, "account-"), latency);
    }

    /**
     * Sets how long a change takes at the start and after a reset, see {@link FakeRyzeApi#latency}.
     *
     * @param newLatency in real time; by default zero
     * @return this
     */
    public FakeRyzeApiBuilder latency(Duration newLatency) {
        latency = newLatency;
        return this;
    }

    /**
     * Names the first instance.
     *
     * @param name by default {@code acme}
     * @return this
     */
    public FakeRyzeApiBuilder instance(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("instance must not be empty");
        }
        instance = name;
        return this;
    }

    /**
     * Sets the first instance's own token.
     *
     * @param newToken at least 8 visible characters of ASCII; by default a new one
     * @return this
     */
    public FakeRyzeApiBuilder token(String newToken) {
        token = Optional.of(Secrets.checked("token", newToken));
        return this;
    }

    /**
     * Sets the token that is valid for all instances.
     *
     * @param newToken at least 8 visible characters of ASCII; by default a new one
     * @return this
     */
    public FakeRyzeApiBuilder accountToken(String newToken) {
        accountToken = Optional.of(Secrets.checked("accountToken", newToken));
        return this;
    }

    WhatsAppInstance firstInstance(Secrets secrets) {
        return new WhatsAppInstance(instance, secrets.given(token, "instance-"));
    }
}
