package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.RateLimit;
import io.github.chatpin.camel.Upstream;
import io.github.chatpin.camel.UpstreamAccount;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.SharedLimit;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
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
    private final Map<String, Shared<Turnstile>> limits = new HashMap<>();
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
            forgetUnusedLimits();
            Shared<Turnstile> limit = limit(platform, identity, shared);
            Shared<Account> account = account(platform, identity, maxPending);
            Lane throttled = account.what.lane(limit.what, true, transport.settings());
            Lane lane = policy.throttled() ? throttled : account.what.lane(limit.what, false, transport.settings());
            connection = new Connection(platform, upstream, transport, policy, account.what, lane, throttled);
            isNew = accounts.put(identity.name(), account) == null;
            countUser(account, limit, 1); // when nothing can fail any more
        } finally {
            lock.unlock();
        }
        if (isNew) {
            observer.opened(connection.account().control);
        }
        return connection;
    }

    private void tellClosed(List<Account> closed) {
        closed.forEach(account -> observer.closed(account.control));
    }

    /** Returns what an operator can see of all accounts and do to them, in the order of their names. */
    public List<AccountControl> controls() {
        lock.lock();
        try {
            return accounts.values().stream()
                    .map(shared -> shared.what.control)
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
                    new Account(
                            platform, identity, maxPending, time, senders, random, observer, this::forgetIdleAccounts),
                    options);
        }
        if (account.users == 0 && account.agreesBut(numbers, options)) {
            account.what.adopt(identity, maxPending);
            return new Shared<>(account.what, options);
        }
        account.mustAgree(identity.name(), options);
        return account;
    }

    private Shared<Turnstile> limit(String platform, UpstreamAccount identity, SharedLimit shared) {
        String name = identity.limitName();
        Map<String, Object> options = new LinkedHashMap<>(identity.limitOptions());
        if (shared != null) {
            options.putAll(shared.options());
        }
        Shared<Turnstile> limit = limits.get(name);
        if (limit == null) {
            limit = new Shared<>(turnstile(platform, identity, shared), options);
            limits.put(name, limit);
        } else if (limit.users == 0 && !limit.options.equals(options)) {
            limit = new Shared<>(turnstile(platform, identity, shared), options);
            limit.what.exhaust(); // what was used under the old settings is not known to the new ones
            limits.put(name, limit);
        }
        limit.mustAgree(name, options);
        return limit;
    }

    private Turnstile turnstile(String platform, UpstreamAccount identity, SharedLimit shared) {
        return shared == null || identity.rate() instanceof RateLimit.Unlimited
                ? new Turnstile(identity.rate(), time)
                : new Turnstile(identity.rate(), time, shared, platform, identity.limitName());
    }

    /** Notes another user of a connection; each has to {@linkplain #disconnect disconnect} it. */
    public void share(Connection connection) {
        connection.transport().hold();
        countUser(connection, 1);
    }

    /** Disconnects one user of a connection; what is still to be sent is sent. */
    public void disconnect(Connection connection) {
        countUser(connection, -1);
        connection.release();
    }

    private void countUser(Connection connection, int change) {
        UpstreamAccount identity = connection.upstream().account();
        lock.lock();
        try {
            Shared<Account> account = accounts.get(identity.name());
            if (account != null && account.what == connection.account()) { // after close it is another one, or none
                countUser(account, limits.get(identity.limitName()), change);
            }
        } finally {
            lock.unlock();
        }
        if (change < 0) {
            forgetIdleAccounts();
        }
    }

    private static void countUser(Shared<Account> account, Shared<Turnstile> limit, int change) {
        limit.users += change;
        account.users += change;
        account.what.use.setUsed(account.users > 0);
    }

    /** Fails whatever still waits, and takes nothing in any more. */
    public void close() {
        List<Account> all;
        lock.lock();
        try {
            all = accounts.values().stream().map(shared -> shared.what).toList();
            accounts.clear();
            limits.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Account::close);
        tellClosed(all);
    }

    private void forgetIdleAccounts() {
        List<Account> forgotten = new ArrayList<>();
        lock.lock();
        try {
            accounts.values().removeIf(account -> {
                boolean isToBeForgotten = account.users == 0 && account.what.use.isIdle();
                if (isToBeForgotten) {
                    forgotten.add(account.what);
                }
                return isToBeForgotten;
            });
            forgetUnusedLimits();
        } finally {
            lock.unlock();
        }
        tellClosed(forgotten);
    }

    // A limit is kept until its permits are all back: an endpoint that is stopped and started does not get new ones.
    private void forgetUnusedLimits() {
        Set<Turnstile> needed = accounts.values().stream()
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
