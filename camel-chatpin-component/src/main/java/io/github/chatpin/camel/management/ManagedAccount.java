package io.github.chatpin.camel.management;

import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.AccountReport;
import io.github.chatpin.camel.dispatch.AccountReport.LastFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanInfo;

/** An account as a bean of JMX. All of these share their descriptions. */
public final class ManagedAccount extends DescribedBean implements ManagedAccountMBean {

    private final AccountControl account;
    private final AtomicReference<MBeanInfo> info;

    /** @param info of all accounts' beans; empty before the first one */
    ManagedAccount(AccountControl account, AtomicReference<MBeanInfo> info) {
        super(ManagedAccountMBean.class);
        this.account = account;
        this.info = info;
    }

    private AccountReport.Counts counts() {
        return account.report().counts();
    }

    @Override
    public String getName() {
        return account.name();
    }

    @Override
    public String getPlatform() {
        return account.platform();
    }

    @Override
    public String getGateway() {
        return account.gateway();
    }

    @Override
    public String getLimit() {
        return LimitText.of(account.report().limit());
    }

    @Override
    public Long getPermitsLeft() {
        return account.report().limit().permitsLeft();
    }

    @Override
    public Long getNextPermitMillis() {
        Duration nextPermit = account.report().limit().nextPermit();
        return nextPermit == null ? null : nextPermit.toMillis();
    }

    @Override
    public long getLimitPausedMillis() {
        return account.report().limit().pausedFor().toMillis();
    }

    @Override
    public int getPending() {
        return account.report().pending();
    }

    @Override
    public int getInFlight() {
        return account.report().inFlight();
    }

    @Override
    public boolean isSuspended() {
        return account.report().suspended();
    }

    @Override
    public boolean isRenewing() {
        return account.report().renewing();
    }

    @Override
    public String getPausedMethods() {
        return account.report().pausedMethods().toString();
    }

    @Override
    public String getPins() {
        return account.report().pins().toString();
    }

    @Override
    public long getSyncs() {
        return counts().syncs();
    }

    @Override
    public long getChanges() {
        return counts().changes();
    }

    @Override
    public long getEvictions() {
        return counts().evictions();
    }

    @Override
    public long getRequests() {
        return counts().requests();
    }

    @Override
    public long getBatches() {
        return counts().batches();
    }

    @Override
    public long getPinsInBatches() {
        return counts().pinsInBatches();
    }

    @Override
    public long getLargestBatch() {
        return counts().largestBatch();
    }

    @Override
    public long getDone() {
        return counts().done();
    }

    @Override
    public long getFailed() {
        return counts().failed().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String getFailedByType() {
        return counts().failed().toString();
    }

    @Override
    public long getRetries() {
        return counts().retries();
    }

    @Override
    public String getLastFailure() {
        LastFailure failure = account.report().lastFailure();
        return failure == null ? null : failure.type() + ": " + failure.message();
    }

    @Override
    public String getLastFailureTime() {
        LastFailure failure = account.report().lastFailure();
        return failure == null ? null : failure.at().toString();
    }

    @Override
    public void suspend() {
        account.suspend();
    }

    @Override
    public void resume() {
        account.resume();
    }

    @Override
    protected MBeanInfo getCachedMBeanInfo() {
        return info.get();
    }

    @Override
    protected void cacheMBeanInfo(MBeanInfo made) {
        info.set(made);
    }
}
