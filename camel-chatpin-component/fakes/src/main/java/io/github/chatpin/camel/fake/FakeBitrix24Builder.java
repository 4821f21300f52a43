package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;

/** Settings of a {@link FakeBitrix24}. Not thread-safe; may be used for several fakes. */
public final class FakeBitrix24Builder {

    // What the vendor's limits page gives for all plans but Enterprise
    private static final int STANDARD_THRESHOLD = 50;
    private static final int STANDARD_PER_SECOND = 2;
    private static final int STANDARD_PIN_CAP = 45;

    private Clock clock = Clock.systemUTC();
    private Ports ports = Ports.FREE;
    private int threshold = STANDARD_THRESHOLD;
    private int perSecond = STANDARD_PER_SECOND;
    private Duration tickPhase = Duration.ZERO;
    private int pinCap = STANDARD_PIN_CAP;
    private boolean repinAtCapRefused;
    private boolean activatesByDefault;
    private boolean httpsRequired;

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
     * Sets how many dialogs may be pinned; 45 by default, 25 in older versions.
     *
     * @param dialogs the number, zero or more
     * @return this
     */
    public FakeBitrix24Builder pinCap(int dialogs) {
        if (dialogs < 0) {
            throw new IllegalArgumentException("pinCap must not be negative: " + dialogs);
        }
        pinCap = dialogs;
        return this;
    }

    /**
     * Sets whether pinning a pinned dialog answers {@code false} once the cap is reached, as some versions do.
     *
     * @param refused by default false: it answers {@code true}
     * @return this
     */
    public FakeBitrix24Builder repinAtCapRefused(boolean refused) {
        repinAtCapRefused = refused;
        return this;
    }

    /**
     * Sets what {@code imopenlines.session.mode.pin} does without {@code ACTIVATE}, about which the vendor's pages
     * disagree.
     *
     * @param activates true: anything but exactly {@code N} pins; by default false: anything but exactly {@code Y}
     *     unpins
     * @return this
     */
    public FakeBitrix24Builder activatesByDefault(boolean activates) {
        activatesByDefault = activates;
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

    Portal.Settings settings(String webhookToken) {
        return new Portal.Settings(
                webhookToken,
                httpsRequired,
                new LeakyBucket.Settings(threshold, perSecond, tickPhase),
                pinCap,
                repinAtCapRefused,
                activatesByDefault);
    }
}
