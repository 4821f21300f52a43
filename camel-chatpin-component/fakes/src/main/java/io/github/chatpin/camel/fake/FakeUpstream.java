package io.github.chatpin.camel.fake;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * What the fakes have in common: a WireMock server on 127.0.0.1, a record of what it received, and faults
 * on demand. Thread-safe.
 */
public abstract sealed class FakeUpstream implements AutoCloseable permits FakeBitrix24, FakeGateway, FakeRyzeApi {

    // Every hung or late request holds one; far more than a test has connections
    private static final int CONTAINER_THREADS = 300;
    private static final int ACCEPTORS = 2;
    private static final String LOOPBACK = "127.0.0.1";

    private final Clock clock;
    private final Ports ports;
    private final Secrets secrets = new Secrets();
    private final RequestJournal journal = new RequestJournal();
    private final FaultScript faults = new FaultScript();
    private final WaitingRoom waitingRoom = new WaitingRoom();
    private volatile WireMockServer server;

    FakeUpstream(Clock clock, Ports ports) {
        this.clock = clock;
        this.ports = ports;
    }

    /** {@return the address for plain HTTP, without a slash at the end} */
    public final String url() {
        return "http://" + LOOPBACK + ":" + server.port();
    }

    /**
     * {@return the address for HTTPS, without a slash at the end; the certificate is a self-signed one for localhost and
     * 127.0.0.1}
     */
    public final String httpsUrl() {
        return "https://" + LOOPBACK + ":" + server.httpsPort();
    }

    /** {@return a TLS context that trusts the fakes' certificate} */
    public final SSLContext sslContext() {
        return Certificates.trusting();
    }

    /**
     * {@return the fakes' certificate in PEM, for clients that take a file of authorities}
     *
     * <p>Its private key is public: trust it in tests only.
     */
    public final String certificate() {
        return Certificates.pem();
    }

    /** {@return the clock that limits, windows and lifetimes are counted by} */
    public final Clock clock() {
        return clock;
    }

    /** {@return the requests received since the start or the last clearing, in order of arrival; an immutable copy} */
    public final List<RecordedRequest> requests() {
        return journal.requests();
    }

    /** Forgets the requests received so far; limits, pins and violations stay. */
    public final void clearRequests() {
        journal.clearRequests();
    }

    /**
     * {@return what the real upstream may let pass but a correct client never sends: unknown paths, wrong HTTP methods,
     * unknown fields; one sentence each, without secrets; an immutable copy}
     */
    public final List<String> violations() {
        return journal.violations();
    }

    /**
     * Scripts the next requests: the first fault for the next one, and so on, after those scripted before. A request
     * that the rate limit refuses uses up none.
     *
     * @param next the faults, in order; {@link Fault#none()} lets one request pass
     */
    public final void nextFaults(Fault... next) {
        faults.add(List.of(next));
    }

    /**
     * Scripts the same fault for several requests.
     *
     * @param fault the fault
     * @param times for how many of the next requests; zero does nothing
     */
    public final void failNext(Fault fault, int times) {
        faults.add(Collections.nCopies(times, fault));
    }

    /**
     * Scripts a fault for every request that fits, until the fake is reset. It comes before the faults for the next
     * requests and uses up none of them. Of several that fit, the one scripted first applies.
     *
     * @param condition tells which requests; it sees them without an answer, and runs on the server's threads
     * @param fault the fault
     */
    public final void faultWhen(Predicate<RecordedRequest> condition, Fault fault) {
        faults.add(condition, fault);
    }

    /** Withdraws all scripted faults; requests that hang go on hanging. */
    public final void clearFaults() {
        faults.clear();
    }

    /** Lets the requests go on that hang now; they are answered as usual. */
    public final void release() {
        waitingRoom.release();
    }

    /**
     * Goes back to the state at the start: nothing pinned, received, counted or scripted. Addresses and credentials
     * stay; requests that hang or are delayed lose their connection.
     */
    public final void reset() {
        waitingRoom.dismiss();
        faults.clear();
        resetState();
        journal.clear();
    }

    /** Breaks the requests that hang or are delayed, and stops the server. Closing twice does no harm. */
    @Override
    public final void close() {
        waitingRoom.close();
        server.stop();
    }

    /** {@return the kind of fake and its address} */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + url() + "]";
    }

    abstract void resetState();

    final void listen(Function<IncomingRequest, UpstreamCall> upstream) {
        AnsweringTransformer answering = new AnsweringTransformer(clock, upstream, journal, faults, waitingRoom);
        WireMockServer started = new WireMockServer(WireMockConfiguration.options()
                .bindAddress(LOOPBACK)
                .port(ports.http())
                .httpsPort(ports.https())
                .keystorePath(Certificates.location().toString())
                .keystoreType(Certificates.TYPE)
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .http2PlainDisabled(true)
                .http2TlsDisabled(true)
                .containerThreads(CONTAINER_THREADS)
                .jettyAcceptors(ACCEPTORS)
                .jettyStopTimeout(1L)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .notifier(new SilentNotifier())
                .extensions(answering));
        started.stubFor(WireMock.any(WireMock.anyUrl()));
        started.start();
        server = started;
    }

    final Secrets secrets() {
        return secrets;
    }

    final RequestJournal journal() {
        return journal;
    }

    final WaitingRoom waitingRoom() {
        return waitingRoom;
    }
}
