package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.directory.AccountConnector;
import io.github.chatpin.camel.dispatch.Accounts;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.DeliveryPolicy;
import io.github.chatpin.camel.dispatch.EndpointConnector;
import io.github.chatpin.camel.health.AccountChecks;
import io.github.chatpin.camel.http.HttpClients;
import io.github.chatpin.camel.http.Timeouts;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.SharedLimit;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.Upstream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.camel.spi.EndpointServiceLocation;

/** Connects endpoints to their accounts, by their options. Thread-safe. */
final class EndpointConnections implements EndpointConnector, AccountConnector {

    private final Platforms platforms;
    private final Accounts accounts;
    private final AccountChecks checks;
    private final HttpClients clients;
    private final Executor storeThreads;
    private final PinMemories memories;
    private final Map<ChatPinEndpoint, Connection> connections = new IdentityHashMap<>(); // guarded by itself
    private final Set<ChatPinEndpoint> warned = Collections.newSetFromMap(new IdentityHashMap<>()); // guarded likewise

    EndpointConnections(
            Platforms platforms,
            Accounts accounts,
            AccountChecks checks,
            HttpClients clients,
            Executor storeThreads,
            PinMemories memories) {
        this.platforms = platforms;
        this.accounts = accounts;
        this.checks = checks;
        this.clients = clients;
        this.storeThreads = storeThreads;
        this.memories = memories;
    }

    /** Connects an endpoint that starts, and returns where to; one with many accounts is only checked. */
    EndpointServiceLocation connect(ChatPinEndpoint endpoint) throws Exception {
        if (endpoint.hasManyAccounts()) {
            endpoint.checkOptions();
            platforms.forEndpoint(endpoint).check(settings(endpoint, endpoint.getConfiguration()));
            return null;
        }
        Connection connection = open(endpoint);
        synchronized (connections) {
            connections.put(endpoint, connection);
        }
        if (endpoint.getComponent().isHealthCheckProducerEnabled()) {
            checks.join(connection);
        }
        return new Location(connection.platform(), connection.upstream());
    }

    /** Disconnects an endpoint that stops, if it was connected. */
    void disconnect(ChatPinEndpoint endpoint) {
        Connection connection;
        synchronized (connections) {
            connection = connections.remove(endpoint);
            warned.remove(endpoint);
        }
        if (connection != null) {
            checks.leave(connection);
            connection.disconnect();
        }
    }

    // An endpoint that a cache has stopped is connected anew, for this user alone.
    @Override
    public Connection share(ChatPinEndpoint endpoint) throws Exception {
        synchronized (connections) {
            Connection connection = connections.get(endpoint);
            if (connection != null) {
                return connection.share();
            }
        }
        return open(endpoint);
    }

    private Connection open(ChatPinEndpoint endpoint) throws Exception {
        endpoint.checkOptions();
        ChatPinConfiguration options = endpoint.getConfiguration();
        Connection connection;
        try {
            connection = open(endpoint, options, platforms.forEndpoint(endpoint));
        } catch (IllegalStateException e) { // what it needs does not answer, and the start does not wait for that
            throw new IllegalArgumentException(e.getMessage());
        }
        accounts.list(connection);
        return connection;
    }

    @Override
    public Connection connect(ChatPinEndpoint endpoint, Map<String, String> ofAccount) throws Exception {
        ChatPinConfiguration options = endpoint.getConfiguration().of(ofAccount);
        return open(endpoint, options, platforms.forAccount(endpoint, options, ofAccount.keySet()));
    }

    private Connection open(ChatPinEndpoint endpoint, ChatPinConfiguration options, ChatPlatform platform)
            throws Exception {
        Upstream upstream = platform.connect(settings(endpoint, options));
        DeliveryPolicy policy = DeliveryPolicies.of(endpoint, upstream);
        if (isToBeWarned(endpoint)) {
            DeliveryPolicies.warnOfWhatARestartForgets(endpoint, upstream, policy.cap());
        }
        Transport transport = clients.open(
                options.getHttpComponent(),
                upstream.account().address(),
                new Timeouts(options.getConnectTimeout(), options.getRequestTimeout()),
                upstream.account().maxInFlight());
        try {
            return accounts.connect(
                    endpoint.getPlatform(), upstream, transport, policy, options.getMaxPending(), sharedLimit(options));
        } catch (RuntimeException e) {
            transport.release();
            throw e;
        }
    }

    /** Of an endpoint with many accounts, only the first one is. */
    private boolean isToBeWarned(ChatPinEndpoint endpoint) {
        synchronized (connections) {
            return !endpoint.hasManyAccounts() || warned.add(endpoint);
        }
    }

    private EndpointSettings settings(ChatPinEndpoint endpoint, ChatPinConfiguration options) {
        return EndpointSettings.of(endpoint, options, memories);
    }

    private SharedLimit sharedLimit(ChatPinConfiguration options) {
        return options.getBucketStore() == null
                ? null
                : new SharedLimit(
                        options.getBucketStore(),
                        WhenStoreFails.valueOf(options.getBucketStoreFailure().toUpperCase(Locale.ROOT)),
                        options.getBucketStoreShares(),
                        storeThreads);
    }
}
