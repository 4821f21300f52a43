package io.github.chatpin.camel.management;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** What JMX shows of an account, and lets an operator do to it. */
@ManagedResource(description = "An account of the chatpin component at its upstream")
public interface ManagedAccountMBean {

    @ManagedAttribute(description = "Names the account, without a secret")
    String getName();

    @ManagedAttribute(description = "The platform")
    String getPlatform();

    @ManagedAttribute(description = "The gateway that carries its requests to the upstream, if there is one")
    String getGateway();

    @ManagedAttribute(description = "The upstream's limit")
    String getLimit();

    @ManagedAttribute(description = "Requests that may go now; none where there is no limit or only the store knows")
    Long getPermitsLeft();

    @ManagedAttribute(description = "Milliseconds until the next permit, if one is waited for and the time is known")
    Long getNextPermitMillis();

    @ManagedAttribute(description = "Milliseconds for which the upstream has paused the limit")
    long getLimitPausedMillis();

    @ManagedAttribute(description = "Exchanges that are pending: they wait for a request, or for another attempt")
    int getPending();

    @ManagedAttribute(description = "Requests in flight")
    int getInFlight();

    @ManagedAttribute(description = "Whether an operator has told the account to send nothing")
    boolean isSuspended();

    @ManagedAttribute(description = "Whether its credentials are being renewed")
    boolean isRenewing();

    @ManagedAttribute(description = "Methods that the upstream has told to leave alone, each with the end of that")
    String getPausedMethods();

    @ManagedAttribute(
            description = "What is known of each method's pins: the cap, and how many are listed and remembered")
    String getPins();

    @ManagedAttribute(description = "Syncs that have ended")
    long getSyncs();

    @ManagedAttribute(description = "Pins and unpins that syncs have made")
    long getChanges();

    @ManagedAttribute(description = "Chats that were unpinned to make room")
    long getEvictions();

    @ManagedAttribute(description = "Requests that have ended")
    long getRequests();

    @ManagedAttribute(description = "Requests with several pins")
    long getBatches();

    @ManagedAttribute(description = "Pins in requests with several")
    long getPinsInBatches();

    @ManagedAttribute(description = "The most pins in one request")
    long getLargestBatch();

    @ManagedAttribute(description = "Pins that were done")
    long getDone();

    @ManagedAttribute(description = "Pins that failed")
    long getFailed();

    @ManagedAttribute(description = "Pins that failed, by the kind of failure")
    String getFailedByType();

    @ManagedAttribute(description = "Further attempts")
    long getRetries();

    @ManagedAttribute(description = "The last failure of an attempt")
    String getLastFailure();

    @ManagedAttribute(description = "When that was")
    String getLastFailureTime();

    @ManagedOperation(description = "Lets requests in flight end and starts no others; pins are taken in and wait")
    void suspend();

    @ManagedOperation(description = "Sends again")
    void resume();
}
