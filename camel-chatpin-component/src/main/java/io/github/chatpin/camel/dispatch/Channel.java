package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.steps.Handling;
import io.github.chatpin.camel.steps.Turn;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint's way to its upstream: what makes its requests, what carries them, under which limit, and by which policy.
 * Thread-safe.
 */
final class Channel {

    /** Some thirty changes of threads. A portal far away needs a hundred times as long. */
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    final String platform;
    final Upstream upstream;
    final Transport transport;
    final DeliveryPolicy policy;
    final RateLimiter limiter;
    final Redaction redaction;
    final Handling handling;
    private final AtomicInteger leases;
    final Traces traces;
    private final QueueKeys queues;
    private final QueueKeys queuesOfReadings;
    private volatile boolean isQuick; // not known before the first request

    /** @param leases counts what may use the limit still */
    Channel(
            String platform,
            Upstream upstream,
            Transport transport,
            DeliveryPolicy policy,
            RateLimiter limiter,
            AtomicInteger leases,
            Traces traces) {
        this.leases = leases;
        this.platform = platform;
        this.upstream = upstream;
        this.transport = transport;
        this.policy = policy;
        this.limiter = limiter;
        this.traces = traces;
        this.redaction = new Redaction(upstream.account().secrets());
        this.queues = queues(false);
        this.queuesOfReadings = upstream.account().readsBeside() ? queues(true) : queues;
        this.handling = new Handling(platform, upstream, policy.batchSize(), policy.cap(), policy.verifies());
    }

    private record QueueKeys(QueueKey throttled, QueueKey unthrottled) {}

    private QueueKeys queues(boolean beside) {
        boolean capped = policy.cap() != null;
        return new QueueKeys(
                new QueueKey(limiter, true, capped, beside, transport.settings()),
                new QueueKey(limiter, false, capped, beside, transport.settings()));
    }

    /** Returns the account's name, which has no secret. */
    String accountName() {
        return upstream.account().name();
    }

    /** Returns which pins may share a request with one of this channel that does, or does not, wait for a permit. */
    QueueKey queue(Command command, boolean throttled) {
        QueueKeys keys = Turn.onlyLists(command) ? queuesOfReadings : queues;
        return throttled ? keys.throttled() : keys.unthrottled();
    }

    /**
     * Returns whether a pin may be sent on its caller's thread, which then is not free for the next one: nothing would
     * gather, and only one of the caller's pins could be in flight. So this is for requests that take hardly longer than
     * a change of threads; and where batches are made, only for the first pin after a rest, since each would cost a
     * permit.
     */
    boolean maySendOnCallersThread() {
        return isQuick && (policy.batchSize() == 1 || !policy.throttled() || limiter.isIdle());
    }

    /** Notes how long the answer to a request took; {@code Long.MAX_VALUE} where there was none. */
    void answeredAfter(long nanos) {
        isQuick = nanos < QUICK_NANOS;
    }

    /** Makes the failure of a request that has no answer, or none that could be read. */
    UpstreamUnavailableException failure(String what, String chatId, Throwable cause, boolean retryable) {
        UpstreamUnavailableException failure = new UpstreamUnavailableException(
                what + accountName() + " (" + redaction.describe(cause) + ")",
                Origin.unanswered(platform, chatId),
                retryable);
        if (redaction.isClean(cause)) {
            failure.initCause(cause);
        }
        return failure;
    }

    /** Sends a request on the calling thread, if need be on a new connection. */
    UpstreamAnswer send(UpstreamRequest request, boolean anew) throws IOException {
        return anew ? transport.sendAnew(request) : transport.send(request);
    }

    /** Renews the account's credentials, on the calling thread, and returns what became of it, whatever happens. */
    CredentialRenewal.Result renewCredentials() {
        try {
            // A refresh token is good for one request, which is not to be lost on a connection that is closed.
            return Objects.requireNonNull(upstream.renewal().orElseThrow().renew(transport::sendAnew), "result");
        } catch (IOException e) {
            return unavailable("No answer from the authorization server of ", e, true);
        } catch (Throwable e) {
            // A fault of our own, or of a third party's platform: what waits must not wait for ever.
            return unavailable("Could not renew the credentials of ", e, false);
        }
    }

    /** Returns what became of a renewal that was not, or not well, answered. */
    CredentialRenewal.Result unavailable(String what, Throwable cause, boolean mayPass) {
        return new CredentialRenewal.Result.Unavailable(
                what + accountName() + " (" + redaction.describe(cause) + ")", 0, mayPass);
    }

    /** Notes that the transport, which is held, and the limit are used until {@link #release}. */
    void use() {
        leases.incrementAndGet();
    }

    /** Lets go of transport and limit once; others are not to suffer from what that throws. */
    void release() {
        leases.decrementAndGet();
        quietly(transport::release);
    }

    /** Closes the transport now; what that throws is not to keep others from being closed or told. */
    void cutOff() {
        quietly(transport::close);
    }

    private void quietly(Runnable close) {
        try {
            close.run();
        } catch (Throwable e) {
            LOG.warn("Could not close the HTTP client of {}", accountName(), e);
        }
    }
}
