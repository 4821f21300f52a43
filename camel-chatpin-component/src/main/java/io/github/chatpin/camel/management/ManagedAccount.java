package io.github.chatpin.camel.management;

import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.AccountReport;
import io.github.chatpin.camel.dispatch.AccountReport.LastFailure;
import java.time.Duration;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** An account as a bean of JMX. */
@ManagedResource(description = "An account of the chatpin component at its upstream")
public final class ManagedAccount {

    private final AccountControl account;

    ManagedAccount(AccountControl account) {
        this.account = account;
    }

    private AccountReport.Counts counts() {
        return account.report().counts();
    }

    @ManagedAttribute(description = "Names the account, without a secret")
    public String getName() {
        return account.name();
    }

    @ManagedAttribute(description = "The platform")
    public String getPlatform() {
        return account.platform();
    }

    @ManagedAttribute(description = "The upstream's limit")
    public String getLimit() {
        return LimitText.of(account.report().limit());
    }

    @ManagedAttribute(description = "Requests that may go now; none where there is no limit or only the store knows")
    public Long getPermitsLeft() {
        return account.report().limit().permitsLeft();
    }

    @ManagedAttribute(description = "Milliseconds until the next permit, if one is waited for and the time is known")
    public Long getNextPermitMillis() {
        Duration nextPermit = account.report().limit().nextPermit();
        return nextPermit == null ? null : nextPermit.toMillis();
    }

    @ManagedAttribute(description = "Milliseconds for which the upstream has paused the limit")
    public long getLimitPausedMillis() {
        return account.report().limit().pausedFor().toMillis();
    }

    @ManagedAttribute(description = "Exchanges that are pending: they wait for a request, or for another attempt")
    public int getPending() {
        return account.report().pending();
    }

    @ManagedAttribute(description = "Requests in flight")
    public int getInFlight() {
        return account.report().inFlight();
    }

    @ManagedAttribute(description = "Whether an operator has told the account to send nothing")
    public boolean isSuspended() {
        return account.report().suspended();
    }

    @ManagedAttribute(description = "Whether its credentials are being renewed")
    public boolean isRenewing() {
        return account.report().renewing();
    }

    @ManagedAttribute(description = "Methods that the upstream has told to leave alone, each with the end of that")
    public String getPausedMethods() {
        return account.report().pausedMethods().toString();
    }

    @ManagedAttribute(description = "Requests that have ended")
    public long getRequests() {
        return counts().requests();
    }

    @ManagedAttribute(description = "Requests with several pins")
    public long getBatches() {
        return counts().batches();
    }

    @ManagedAttribute(description = "Pins in requests with several")
    public long getPinsInBatches() {
        return counts().pinsInBatches();
    }

    @ManagedAttribute(description = "The most pins in one request")
    public long getLargestBatch() {
        return counts().largestBatch();
    }

    @ManagedAttribute(description = "Pins that were done")
    public long getDone() {
        return counts().done();
    }

    @ManagedAttribute(description = "Pins that failed")
    public long getFailed() {
        return counts().failed().values().stream().mapToLong(Long::longValue).sum();
    }

    @ManagedAttribute(description = "Pins that failed, by the kind of failure")
    public String getFailedByType() {
        return counts().failed().toString();
    }

    @ManagedAttribute(description = "Further attempts")
    public long getRetries() {
        return counts().retries();
    }

    @ManagedAttribute(description = "The last failure of an attempt")
    public String getLastFailure() {
        LastFailure failure = account.report().lastFailure();
        return failure == null ? null : failure.type() + ": " + failure.message();
    }

    @ManagedAttribute(description = "When that was")
    public String getLastFailureTime() {
        LastFailure failure = account.report().lastFailure();
        return failure == null ? null : failure.at().toString();
    }

    /** Lets requests in flight end and starts no others; pins are taken in and wait. */
    @ManagedOperation(description = "Lets requests in flight end and starts no others; pins are taken in and wait")
    public void suspend() {
        account.suspend();
    }

    /** Sends again. */
    @ManagedOperation(description = "Sends again")
    public void resume() {
        account.resume();
    }
}
