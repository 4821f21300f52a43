package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
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
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;

/** Connects endpoints to their accounts, by their options. Thread-safe. */
final class EndpointConnections implements EndpointConnector {

    private final Platforms platforms;
    private final Accounts accounts;
    private final AccountChecks checks;
    private final HttpClients clients;
    private final Executor storeThreads;
    private final PinMemories memories;
    private final Map<ChatPinEndpoint, Connection> connections = new IdentityHashMap<>(); // guarded by itself

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

    /** Connects an endpoint that starts. */
    void connect(ChatPinEndpoint endpoint) throws Exception {
        Connection connection = open(endpoint);
        synchronized (connections) {
            connections.put(endpoint, connection);
        }
        if (endpoint.getComponent().isHealthCheckProducerEnabled()) {
            checks.join(connection);
        }
    }

    /** Disconnects an endpoint that stops, if it was connected. */
    void disconnect(ChatPinEndpoint endpoint) {
        Connection connection;
        synchronized (connections) {
            connection = connections.remove(endpoint);
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
        ChatPlatform platform = platforms.forEndpoint(endpoint);
        Upstream upstream = platform.connect(EndpointSettings.of(endpoint, memories));
        DeliveryPolicy policy = DeliveryPolicies.of(endpoint, upstream);
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
