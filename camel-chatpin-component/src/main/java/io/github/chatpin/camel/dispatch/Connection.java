package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.CredentialRenewal;
import io.github.chatpin.camel.HealthProbe;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.PinCommand;
import io.github.chatpin.camel.Upstream;
import io.github.chatpin.camel.UpstreamAnswer;
import io.github.chatpin.camel.UpstreamRequest;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.Redaction;
import io.github.chatpin.camel.http.StaleConnectionException;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.limit.Timekeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a started endpoint holds: its upstream, its transport, and its place in the account that it shares with others.
 * Thread-safe.
 */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String platform;
    private final Upstream upstream;
    private final Transport transport;
    private final DeliveryPolicy policy;
    private final Account account;
    private final Lane lane;
    private final Lane throttledLane;
    private final Redaction redaction;

    Connection(
            String platform,
            Upstream upstream,
            Transport transport,
            DeliveryPolicy policy,
            Account account,
            Lane lane,
            Lane throttledLane) {
        this.platform = platform;
        this.upstream = upstream;
        this.transport = transport;
        this.policy = policy;
        this.account = account;
        this.lane = lane;
        this.throttledLane = throttledLane;
        this.redaction = new Redaction(upstream.account().secrets());
    }

    /** Returns what makes commands of requests. */
    public Upstream upstream() {
        return upstream;
    }

    /**
     * Sends one pin, on the calling thread if it may go at once and nothing is gained by gathering more.
     *
     * @param recipient is told how it ended, unless the ending is returned
     * @param ownThread whether the calling thread is one of the component's own, which never waits nor sends
     * @return the ending, if the pin was sent here and has ended; else {@code null}
     * @throws InterruptedException if the caller was interrupted while it waited for room
     */
    public Ending submit(PinCommand command, Recipient recipient, boolean ownThread) throws InterruptedException {
        PendingPin pin = new PendingPin(command, 0, new PendingPin.Parking(this, recipient));
        transport.hold();
        return account.submit(pin, ownThread);
    }

    /**
     * Sends many pins.
     *
     * @param recipient is told how each of them ended
     * @param ownThread whether the calling thread is one of the component's own, which never waits
     * @throws InterruptedException if the caller was interrupted while it waited for room
     */
    public void submit(List<PinCommand> commands, Recipient recipient, boolean ownThread) throws InterruptedException {
        PendingPin.Parking parking = new PendingPin.Parking(this, recipient);
        List<PendingPin> pins = new ArrayList<>(commands.size());
        for (PinCommand command : commands) {
            pins.add(new PendingPin(command, pins.size(), parking));
            transport.hold();
        }
        account.submit(pins, ownThread);
    }

    /**
     * Tells whether the account works: asks the upstream, within the limit, if that is not known from before. The answer
     * comes within seconds.
     */
    public CompletableFuture<HealthReport> health() {
        return account.health.ask(this);
    }

    /** Returns the platform's name. */
    public String platform() {
        return platform;
    }

    /** Returns the account's name, which has no secret. */
    String accountName() {
        return account.control.name();
    }

    Transport transport() {
        return transport;
    }

    /** Keeps transport and account for a caller that is about to hand pins over, until it {@linkplain #leave leaves}. */
    public void enter() {
        transport.hold();
        account.use.entered();
    }

    /** Notes that a caller has handed its pins over, or that it could not. */
    public void leave() {
        account.use.left();
        release();
    }

    /** Lets go of the transport once; others are not to suffer from what that throws. */
    void release() {
        try {
            transport.release();
        } catch (Throwable e) {
            LOG.warn("Could not close the HTTP client of {}", accountName(), e);
        }
    }

    /** Closes the transport now; what that throws is not to keep others from being closed or told. */
    void cutOff() {
        try {
            transport.close();
        } catch (Throwable e) {
            LOG.warn("Could not close the HTTP client of {}", accountName(), e);
        }
    }

    /** Sends a request on the calling thread, if need be on a new connection. */
    UpstreamAnswer send(UpstreamRequest request, boolean anew) throws IOException {
        return anew ? transport.sendAnew(request) : transport.send(request);
    }

    /** Sends the upstream's probe on the calling thread and returns what it came to, whatever happens. */
    Outcome probe(boolean anew) {
        try {
            HealthProbe probe = upstream.probe().orElseThrow();
            return Objects.requireNonNull(probe.outcome(send(probe.request(), anew)), "outcome");
        } catch (IOException e) {
            return unanswered(null, e);
        } catch (Throwable e) {
            // A fault of our own, or of a third party's platform: the probe must not stay under way for ever.
            return new Outcome.Refused(
                    failure("Could not make the request or read the answer of ", null, e, false), AnswerFacts.NONE);
        }
    }

    /** Lets the limit learn from what an answer said of it. */
    void teachLimit(List<Outcome> outcomes, Timekeeper time) {
        try {
            new Feedback(lane.turnstile, time).of(outcomes);
        } catch (Throwable e) {
            // A third party's platform that says what cannot be: no exchange may be forgotten over it.
            LOG.debug("{}: the limit cannot follow an answer ({})", accountName(), redaction.describe(e));
        }
    }

    /** Makes the outcome of a request without an answer. */
    Outcome unanswered(String chatId, IOException cause) {
        boolean isStale = cause instanceof StaleConnectionException;
        return new Outcome.TryAgain(
                failure("No answer from ", chatId, cause, true),
                null,
                isStale ? Outcome.Scope.CONNECTION : Outcome.Scope.COMMAND,
                AnswerFacts.NONE);
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

    private CredentialRenewal.Result unavailable(String what, Throwable cause, boolean mayPass) {
        return new CredentialRenewal.Result.Unavailable(
                what + accountName() + " (" + redaction.describe(cause) + ")", 0, mayPass);
    }

    DeliveryPolicy policy() {
        return policy;
    }

    Account account() {
        return account;
    }

    /** Returns where pins stand that the upstream has not refused yet. */
    Lane lane() {
        return lane;
    }

    /** Returns where pins stand that the upstream has refused for its limit; the same where all wait for it. */
    Lane throttledLane() {
        return throttledLane;
    }

    Redaction redaction() {
        return redaction;
    }
}
