package io.github.chatpin.camel.spi;

import java.time.Duration;

/** The shape and the numbers of an upstream's rate limit. */
public sealed interface RateLimit {

    /**
     * A counter that each request raises by one and that falls steadily; what would raise it over the threshold is
     * rejected.
     *
     * @param threshold how many requests the bucket holds, at least 1
     * @param period    how long a full bucket takes to drain
     */
    record LeakyBucket(int threshold, Duration period) implements RateLimit {}

    /**
     * Windows of fixed length whose beginning the client does not know.
     *
     * @param requests how many requests one window permits, at least 1
     * @param period   the windows' length
     */
    record FixedWindow(int requests, Duration period) implements RateLimit {}

    /** No limit. */
    record Unlimited() implements RateLimit {}
}
