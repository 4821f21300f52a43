package io.github.chatpin.camel.http;

import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.Timekeeper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Sends requests of one endpoint over an HTTP client that it may share with others.
 *
 * <p>Thread-safe. Lives as long as anyone holds it: the endpoint while it is started, and each exchange that it serves,
 * so that an endpoint can be stopped without cutting off what it still has to send.
 */
final class HttpTransport implements Transport {

    private static final String CONTENT_ENCODING = "content-encoding";

    private final HttpClient client;
    private final HostSlots slots;
    private final Timekeeper time;
    private final Set<HttpUriRequestBase> underWay = Collections.synchronizedSet(new HashSet<>(2));
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Makes a transport that the caller holds.
     *
     * @param client  which it lets go of in the end
     * @param address where most requests go
     * @param time    calls back when a request has lasted too long, however far it has come
     */
    HttpTransport(HttpClient client, URI address, Timekeeper time) {
        this.client = client;
        this.slots = client.slots.use(host(address).toHostString());
        this.time = time;
    }

    private static HttpHost host(URI uri) {
        return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws IOException {
        return send(request, client.passage(false));
    }

    @Override
    public UpstreamAnswer sendAnew(UpstreamRequest request) throws IOException {
        return send(request, client.passage(true));
    }

    private UpstreamAnswer send(UpstreamRequest request, Passage passage) throws IOException {
        if (closed.get()) { // a kept connection would be given up, which others can use
            throw new IOException("The HTTP client was closed");
        }
        URI uri = request.uri();
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), uri);
        request.headers().forEach(http::setHeader);
        http.setHeader("Accept", "application/json");
        http.setHeader("Accept-Encoding", ContentCoding.ACCEPTED);
        if (request.body() != null) {
            http.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        // The client's own timeout is for each read: an answer that drips would never end.
        AtomicBoolean isLate = new AtomicBoolean();
        Duration requestTimeout = Duration.ofMillis(client.settings.timeouts().requestMillis());
        Timekeeper.Alarm deadline = time.after(requestTimeout, () -> {
            isLate.set(true);
            http.abort();
        });
        underWay.add(http);
        if (closed.get()) {
            http.abort();
        }
        try {
            return client.execute(host(uri), http, passage, response -> {
                refuseAProxysAnswer(uri, response.getCode(), passage);
                return read(response, passage, http, request.longestAnswer());
            });
        } catch (IOException | RuntimeException e) { // the latter where the connection is gone before its use
            if (isLate.get()) {
                throw (IOException) new SocketTimeoutException("The answer did not end in time").initCause(e);
            }
            if (closed.get()) {
                throw new IOException("The HTTP client was closed", e);
            }
            if (passage.isStaleAfter(e)) {
                throw new StaleConnectionException(e);
            }
            throw e;
        } finally {
            deadline.cancel();
            underWay.remove(http);
        }
    }

    /**
     * Where a proxy does not open the way to a host, HttpClient gives what the proxy says as if the host had said it: an
     * answer to an encrypted request that was not encrypted itself. A demand for credentials tells whose it is.
     */
    private static void refuseAProxysAnswer(URI uri, int status, Passage passage) throws IOException {
        RouteInfo route = passage.getHttpRoute(); // unknown before the way is open
        boolean isOpen = passage.getSSLSession() != null || route != null && !route.isTunnelled();
        if (uri.getScheme().equals("https") && !isOpen && StatusKind.of(status) != StatusKind.PROXY) {
            throw new IOException("A proxy opened no way to the host (status " + status + ")");
        }
    }

    private static UpstreamAnswer read(
            ClassicHttpResponse response, Passage passage, HttpUriRequestBase http, int longest) throws IOException {
        if (passage.isStale()) {
            http.abort(); // or the next request would be given this one's answer
            throw new IOException("The answer, status %d, was sent before the request".formatted(response.getCode()));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Iterator<Header> all = response.headerIterator(); all.hasNext(); ) {
            Header header = all.next();
            if (header.getName().equalsIgnoreCase(CONTENT_ENCODING)) { // which may be told in parts
                headers.merge(CONTENT_ENCODING, header.getValue(), (first, next) -> first + ", " + next);
            } else {
                headers.put(header.getName(), header.getValue());
            }
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(mostBytes(entity, longest));
        if (body.length > longest) {
            http.abort(); // or closing the answer would read the rest of it
            throw new IOException("The answer is longer than " + longest + " bytes");
        }
        ContentCoding coding = new ContentCoding(longest);
        return new UpstreamAnswer(response.getCode(), headers, coding.decode(body, headers.get(CONTENT_ENCODING)));
    }

    // One more than there may be, to see that there are no more. The buffer is not larger than what is announced.
    private static int mostBytes(HttpEntity entity, int longest) {
        long announced = entity.getContentLength();
        return 1 + (int) (announced < 0 ? longest : Math.min(announced, longest));
    }

    @Override
    public Object settings() {
        return client.settings;
    }

    @Override
    public HostSlots slots() {
        return slots;
    }

    @Override
    public HostSlots renewalSlots() {
        return client.slots.renewals();
    }

    @Override
    public boolean tryHold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    @Override
    public void release() {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                List<HttpUriRequestBase> all;
                synchronized (underWay) {
                    all = List.copyOf(underWay);
                }
                all.forEach(HttpUriRequestBase::abort); // others may use the client
            } finally {
                client.slots.leave(slots);
                client.letGo();
            }
        }
    }
}
