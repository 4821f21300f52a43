package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.limit.SharedLimit;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.time.Callbacks;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** The limits of one CamelContext, by their names. Guarded by the accounts' lock. */
final class Limits {

    private final Timekeeper time;
    private final Callbacks callbacks = new Callbacks();
    private final Map<String, Limit> limits = new HashMap<>();
    private final Queue<Limit> unused = new ArrayDeque<>(); // each once, and perhaps used again

    Limits(Timekeeper time) {
        this.time = time;
    }

    /** A limit, whose users agree on its options. */
    static final class Limit {

        final RateLimiter limiter;
        final AtomicInteger leases = new AtomicInteger(); // of accounts with something to finish, too; not guarded
        private final String name;
        private final AgreedOptions options;
        private int users;
        private boolean isAmongUnused;

        private Limit(String name, RateLimiter limiter, AgreedOptions options) {
            this.name = name;
            this.limiter = limiter;
            this.options = options;
        }
    }

    /**
     * Returns an account's limit.
     *
     * @throws IllegalArgumentException if another endpoint has other options for it
     */
    Limit of(String platform, UpstreamAccount identity, SharedLimit shared) {
        forgetUnused();
        String name = identity.limitName();
        AgreedOptions options =
                AgreedOptions.of(name, identity.limitOptions(), shared == null ? Map.of() : shared.options());
        Limit limit = limits.get(name);
        if (limit == null) {
            limit = add(name, limiter(platform, identity, shared), options);
        } else if (limit.users == 0 && !limit.options.equals(options)) {
            limit = add(name, limiter(platform, identity, shared), options);
            limit.limiter.exhaust(); // what was used under the old settings is not known to the new ones
        }
        limit.options.mustAgree(options);
        return limit;
    }

    private Limit add(String name, RateLimiter limiter, AgreedOptions options) {
        Limit limit = new Limit(name, limiter, options);
        limits.put(name, limit);
        addUnused(limit);
        return limit;
    }

    private void addUnused(Limit limit) {
        if (!limit.isAmongUnused) {
            limit.isAmongUnused = true;
            unused.add(limit);
        }
    }

    private RateLimiter limiter(String platform, UpstreamAccount identity, SharedLimit shared) {
        return shared == null || identity.rate() instanceof RateLimit.Unlimited
                ? new RateLimiter(identity.rate(), time, callbacks)
                : new RateLimiter(identity.rate(), time, shared, platform, identity.limitName());
    }

    void used(Limit limit) {
        limit.users++;
    }

    void unused(Limit limit) {
        if (--limit.users == 0) {
            addUnused(limit);
        }
    }

    // A limit is kept until its permits are all back: an endpoint that is stopped and started does not get new ones.
    // Two are
    // looked at each time, so that none is left in the end.
    void forgetUnused() {
        for (int i = 0; i < 2 && !unused.isEmpty(); i++) {
            Limit limit = unused.remove();
            limit.isAmongUnused = false;
            if (limit.users == 0 && limit.leases.get() == 0 && limit.limiter.isIdle()) {
                limits.remove(limit.name, limit);
            } else if (limit.users == 0) {
                addUnused(limit);
            }
        }
    }

    void clear() {
        limits.clear();
        unused.clear();
    }
}
