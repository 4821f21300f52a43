package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.limit.SharedLimit;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The accounts and limits of one CamelContext. All endpoints that name the same account or limit share it, and must
 * agree on its settings. Thread-safe.
 */
public final class Accounts {

    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final Observer observer;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private boolean closed;
    private final Map<String, Shared<RateLimiter>> limits = new HashMap<>();
    private final Map<String, Shared<Account>> accounts = new HashMap<>();

    public Accounts(Timekeeper time, Executor senders, RandomGenerator random, Observer observer) {
        this.time = time;
        this.senders = senders;
        this.random = random;
        this.observer = observer;
    }

    /**
     * Connects an endpoint to its account. The connection holds the transport from now on.
     *
     * @param shared how the limit is shared with other processes, {@code null} if it is not
     * @throws IllegalArgumentException if the endpoint disagrees with another one with which it shares the account or
     *                                  the limit; the message names the option
     */
    public Connection connect(
            String platform,
            Upstream upstream,
            Transport transport,
            DeliveryPolicy policy,
            int maxPending,
            SharedLimit shared) {
        UpstreamAccount identity = upstream.account();
        Connection connection;
        boolean isNew;
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("The chatpin endpoint is stopped");
            }
            forgetUnusedLimits();
            Shared<RateLimiter> limit = limit(platform, identity, shared);
            Shared<Account> account = account(platform, identity, maxPending);
            Channel channel = new Channel(platform, upstream, transport, policy, limit.what);
            account.what.use(limit.what, upstream.memory().orElse(null));
            isNew = accounts.put(identity.name(), account) == null;
            connection = new Connection(channel, account.what, lease -> use(account, limit, lease));
        } finally {
            lock.unlock();
        }
        if (isNew) {
            observer.opened(connection.account());
        }
        return connection;
    }

    /** Notes one more user of an account's and a limit's options, until the returned lease is closed. */
    private Lease use(Shared<Account> account, Shared<RateLimiter> limit, Lease lease) {
        countUser(account, limit, 1);
        return new Lease(() -> {
            countUser(account, limit, -1);
            account.what.unused();
            lease.close();
        });
    }

    private void countUser(Shared<Account> account, Shared<RateLimiter> limit, int change) {
        lock.lock();
        try {
            account.users += change;
            limit.users += change;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what an operator can see of all accounts and do to them, in the order of their names. */
    public List<AccountControl> controls() {
        lock.lock();
        try {
            return accounts.values().stream()
                    .<AccountControl>map(shared -> shared.what)
                    .sorted(Comparator.comparing(AccountControl::name))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the account of that name to put among the others: it may be new, or have new options. */
    private Shared<Account> account(String platform, UpstreamAccount identity, int maxPending) {
        Map<String, Object> options = new LinkedHashMap<>(identity.accountOptions());
        Map<String, Object> numbers = Map.of("maxPending", maxPending, "maxInFlight", identity.maxInFlight());
        options.putAll(numbers);
        Shared<Account> account = accounts.get(identity.name());
        if (account == null) {
            return new Shared<>(
                    new Account(platform, identity, maxPending, time, senders, random, observer, this::forgetIfIdle),
                    options);
        }
        if (account.users == 0 && account.agreesBut(numbers, options)) {
            account.what.adopt(identity, maxPending);
            return new Shared<>(account.what, options);
        }
        account.mustAgree(identity.name(), options);
        return account;
    }

    private Shared<RateLimiter> limit(String platform, UpstreamAccount identity, SharedLimit shared) {
        String name = identity.limitName();
        Map<String, Object> options = new LinkedHashMap<>(identity.limitOptions());
        if (shared != null) {
            options.putAll(shared.options());
        }
        Shared<RateLimiter> limit = limits.get(name);
        if (limit == null) {
            limit = new Shared<>(limiter(platform, identity, shared), options);
            limits.put(name, limit);
        } else if (limit.users == 0 && !limit.options.equals(options)) {
            limit = new Shared<>(limiter(platform, identity, shared), options);
            limit.what.exhaust(); // what was used under the old settings is not known to the new ones
            limits.put(name, limit);
        }
        limit.mustAgree(name, options);
        return limit;
    }

    private RateLimiter limiter(String platform, UpstreamAccount identity, SharedLimit shared) {
        return shared == null || identity.rate() instanceof RateLimit.Unlimited
                ? new RateLimiter(identity.rate(), time)
                : new RateLimiter(identity.rate(), time, shared, platform, identity.limitName());
    }

    /** Fails whatever still waits, and takes nothing in any more. */
    public void close() {
        List<Account> all;
        lock.lock();
        try {
            closed = true;
            all = accounts.values().stream().map(shared -> shared.what).toList();
            accounts.clear();
            limits.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Account::close);
        all.forEach(observer::closed);
    }

    private void forgetIfIdle(Account account) {
        boolean isForgotten;
        lock.lock();
        try {
            Shared<Account> shared = accounts.get(account.name());
            isForgotten = shared != null && shared.what == account && shared.users == 0 && account.tryForget();
            if (isForgotten) {
                accounts.remove(account.name());
                forgetUnusedLimits();
            }
        } finally {
            lock.unlock();
        }
        if (isForgotten) {
            observer.closed(account);
        }
    }

    // A limit is kept until its permits are all back: an endpoint that is stopped and started does not get new ones.
    private void forgetUnusedLimits() {
        Set<RateLimiter> needed = accounts.values().stream()
                .flatMap(account -> account.what.limits().stream())
                .collect(Collectors.toSet()); // also by accounts that only have something to finish
        limits.values().removeIf(limit -> limit.users == 0 && !needed.contains(limit.what) && limit.what.isIdle());
    }

    private static final class Shared<T> {

        private final T what;
        private final Map<String, Object> options;
        private int users;

        private Shared(T what, Map<String, Object> options) {
            this.what = what;
            this.options = options;
        }

        /** Returns whether others have the same options, whatever some of them were. */
        private boolean agreesBut(Map<String, Object> some, Map<String, Object> others) {
            Map<String, Object> changed = new HashMap<>(options);
            changed.putAll(some);
            return changed.equals(others);
        }

        private void mustAgree(String name, Map<String, Object> others) {
            Set<String> all = new LinkedHashSet<>(options.keySet());
            all.addAll(others.keySet());
            for (String option : all) {
                if (!Objects.equals(options.get(option), others.get(option))) {
                    throw new IllegalArgumentException(option + ": another endpoint that shares " + name
                            + " has another value; set the same on all of them");
                }
            }
        }
    }
}
