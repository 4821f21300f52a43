package io.github.chatpin.camel.http;

import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.core5.pool.ConnPoolControl;

/**
 * How many connections a client may have.
 *
 * @param perHost to one host, at least 1; where the total is more than 1, never all
 * @param total   to all hosts, at least 1
 */
record PoolBounds(int perHost, int total) {

    private static final int PER_HOST = 32;
    private static final int TOTAL = 200;

    /** The requests beside those with pins: a health check's, and a renewal's, which may go to the same host. */
    private static final int BESIDES = 2;

    PoolBounds {
        total = Math.max(1, total);
        perHost = Math.max(1, Math.min(perHost, total - (total + 3) / 4)); // others have a quarter
    }

    /**
     * Returns the bounds of a client. What the user has set stays: it may be what a proxy or the host permits.
     *
     * @param http        the user's, with sizes or a connection manager of its own, or without
     * @param maxInFlight how many requests with pins an endpoint may have in flight
     */
    static PoolBounds of(HttpComponent http, int maxInFlight) {
        if (http.getClientConnectionManager() instanceof ConnPoolControl<?> pool) {
            return new PoolBounds(orUnbounded(pool.getDefaultMaxPerRoute()), orUnbounded(pool.getMaxTotal()));
        }
        HttpComponent untouched = new HttpComponent();
        int needed = (int) Math.max(PER_HOST, Math.min((long) maxInFlight + BESIDES, Integer.MAX_VALUE));
        return new PoolBounds(
                setOr(needed, http.getConnectionsPerRoute(), untouched.getConnectionsPerRoute()),
                setOr(TOTAL, http.getMaxTotalConnections(), untouched.getMaxTotalConnections()));
    }

    private static int setOr(int ours, int configured, int byDefault) {
        return configured == byDefault ? ours : configured;
    }

    // A pool that has no total tells 0.
    private static int orUnbounded(int most) {
        return most > 0 ? most : Integer.MAX_VALUE;
    }
}
