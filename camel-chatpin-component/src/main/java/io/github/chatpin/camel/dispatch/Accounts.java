package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.Limits.Limit;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.SharedLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.time.Timekeeper;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The accounts and limits of one CamelContext. All endpoints that name the same account or limit share it, and must
 * agree on its settings. Thread-safe.
 */
public final class Accounts {

    private final Timekeeper time;
    private final Executor senders;
    private final RandomGenerator random;
    private final Observer observer;
    private final Traces traces;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private boolean closed;
    private final Limits limits;
    private final Map<String, Shared> accounts = new HashMap<>();

    /** The same where nothing traces. */
    public Accounts(Timekeeper time, Executor senders, RandomGenerator random, Observer observer) {
        this(time, senders, random, observer, Tracing.NONE);
    }

    public Accounts(Timekeeper time, Executor senders, RandomGenerator random, Observer observer, Tracing tracing) {
        this.time = time;
        this.senders = senders;
        this.random = random;
        this.observer = observer;
        this.limits = new Limits(time);
        this.traces = new Traces(tracing);
    }

    /**
     * Connects an endpoint to an account. The connection holds the transport from now on.
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
            Limit limit = limits.of(platform, identity, shared);
            Shared account = account(platform, identity, maxPending);
            Channel channel = new Channel(platform, upstream, transport, policy, limit.limiter, limit.leases, traces);
            account.what.use(limit.limiter, upstream.memory().orElse(null));
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

    /** Notes that an endpoint is for a connection's account alone. */
    public void list(Connection connection) {
        boolean isNew;
        lock.lock();
        try {
            isNew = connection.account().list();
        } finally {
            lock.unlock();
        }
        if (isNew) {
            observer.listed(connection.account());
        }
    }

    /** Notes one more user of an account's and a limit's options, until the returned lease is closed. */
    private Lease use(Shared account, Limit limit, Lease lease) {
        lock.lock();
        try {
            account.users++;
            limits.used(limit);
        } finally {
            lock.unlock();
        }
        return new Lease(() -> {
            lock.lock();
            try {
                account.users--;
                limits.unused(limit);
            } finally {
                lock.unlock();
            }
            account.what.unused();
            lease.close();
        });
    }

    /** Returns the trace of the exchange that the calling thread hands over; {@code null} if nothing traces it. */
    public Object currentTrace() {
        return traces.current();
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
    private Shared account(String platform, UpstreamAccount identity, int maxPending) {
        Map<String, Object> numbers = Map.of("maxPending", maxPending, "maxInFlight", identity.maxInFlight());
        AgreedOptions options = AgreedOptions.of(identity.name(), identity.accountOptions(), numbers);
        Shared account = accounts.get(identity.name());
        if (account == null) {
            return new Shared(
                    new Account(platform, identity, maxPending, time, senders, random, observer, this::forgetIfIdle),
                    options);
        }
        if (account.users == 0 && account.options.agreeBut(numbers, options)) {
            account.what.adopt(identity, maxPending);
            return new Shared(account.what, options);
        }
        account.options.mustAgree(options);
        return account;
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
            Shared shared = accounts.get(account.name());
            isForgotten = shared != null && shared.what == account && shared.users == 0 && account.tryForget();
            if (isForgotten) {
                accounts.remove(account.name());
                limits.forgetUnused();
            }
        } finally {
            lock.unlock();
        }
        if (isForgotten) {
            observer.closed(account);
        }
    }

    /** An account, whose users agree on its options. */
    private static final class Shared {

        private final Account what;
        private final AgreedOptions options;
        private int users;

        private Shared(Account what, AgreedOptions options) {
            this.what = what;
            this.options = options;
        }
    }
}
