package io.github.chatpin.camel.http;

import io.github.chatpin.camel.time.Timekeeper;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The HTTP clients of one CamelContext: one for all endpoints whose settings are the same, as long as one of them uses it.
 * Thread-safe.
 */
public final class HttpClients {

    private final CamelContext context;
    private final Timekeeper time;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ClientSettings, HttpClient> clients = new HashMap<>(); // guarded by lock

    /**
     * @param time    ends requests that take too long, and the connections that are idle
     * @param threads close connections
     */
    public HttpClients(CamelContext context, Timekeeper time, Executor threads) {
        this.context = context;
        this.time = time;
        this.threads = threads;
    }

    /**
     * Opens a transport that the caller holds.
     *
     * @param component   the user's HTTP component, or {@code null} for the context's own of the address's scheme
     * @param address     where most requests go
     * @param timeouts    what requests keep to
     * @param maxInFlight how many requests may be in flight, besides those that do not carry pins
     */
    public Transport open(HttpComponent component, URI address, Timeouts timeouts, int maxInFlight) throws Exception {
        HttpComponent http =
                component != null ? component : context.getComponent(address.getScheme(), HttpComponent.class);
        if (http.getCamelContext() == null) {
            http.setCamelContext(context);
        }
        ServiceHelper.initService(http);
        PoolBounds bounds = PoolBounds.of(http, maxInFlight);
        HttpClient client = use(new ClientSettings(http, address.getScheme(), timeouts, bounds), address);
        return new HttpTransport(client, address, time);
    }

    private HttpClient use(ClientSettings settings, URI address) throws Exception {
        lock.lock();
        try {
            HttpClient client = clients.get(settings);
            if (client == null) {
                client = HttpClient.open(settings, address, time, threads, this::letGo);
                clients.put(settings, client);
            }
            client.users++;
            return client;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a transport uses a client no more; the last one closes it. */
    private void letGo(HttpClient client) {
        boolean isUnused;
        lock.lock();
        try {
            isUnused = --client.users == 0;
            if (isUnused) {
                clients.remove(client.settings);
            }
        } finally {
            lock.unlock();
        }
        if (isUnused) {
            client.close();
        }
    }
}
