package io.github.chatpin.camel.limit;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.chatpin.camel.security.Fingerprint;
import io.github.chatpin.camel.spi.RateLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * How processes share limits: the store that keeps what each has used.
 *
 * @param store        the store
 * @param whenItFails  what becomes of requests while the store cannot be asked
 * @param shares       among how many processes a limit is divided then, for {@link WhenStoreFails#SHARE}
 * @param threads      where the store is asked and its answers are taken in
 */
public record SharedLimit(ProxyManager<String> store, WhenStoreFails whenItFails, int shares, Executor threads) {

    /** What all keys in a store begin with. */
    private static final String PREFIX = "chatpin";

    /** Returns the options on which all who share a limit must agree, by name: what they follow from first. */
    public Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("bucketStore", store);
        options.put("bucketStoreFailure", whenItFails);
        options.put("bucketStoreShares", shares);
        return options;
    }

    /**
     * Returns what a limit is called in the store. Its numbers are part of that: processes that believe in other ones
     * do not meddle with each other's bucket.
     */
    static String key(String platform, String limitName, RateLimit limit) {
        return "%s:%s:%s:%s".formatted(PREFIX, platform, numbers(limit), Fingerprint.of(limitName));
    }

    private static String numbers(RateLimit limit) {
        if (limit instanceof RateLimit.LeakyBucket bucket) {
            return bucket.threshold() + "/" + bucket.period().toMillis();
        }
        if (limit instanceof RateLimit.FixedWindow window) {
            return window.requests() + "/" + window.period().toMillis();
        }
        throw new IllegalArgumentException("Nothing to share: " + limit);
    }

    /** What becomes of requests that need a permit while the store cannot be asked. */
    public enum WhenStoreFails {
        /** They wait until it can. */
        WAIT,
        /** They go at this process's share of the limit. */
        SHARE,
        /** They fail. */
        FAIL
    }
}
