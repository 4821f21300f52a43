package io.github.chatpin.camel.management;

import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.directory.DirectoryReport;
import io.github.chatpin.camel.dispatch.AccountControl;
import java.util.List;

/** Many accounts as one bean of JMX. */
public final class ManagedDirectory extends DescribedBean implements ManagedDirectoryMBean {

    private final Directory directory;

    ManagedDirectory(Directory directory) {
        super(ManagedDirectoryMBean.class);
        this.directory = directory;
    }

    private DirectoryReport report() {
        return directory.report();
    }

    @Override
    public String getName() {
        return directory.name();
    }

    @Override
    public int getAccounts() {
        return report().accounts();
    }

    @Override
    public int getWaiting() {
        return report().waiting();
    }

    @Override
    public int getPending() {
        return report().pending();
    }

    @Override
    public int getInFlight() {
        return report().inFlight();
    }

    @Override
    public long getDone() {
        return report().done();
    }

    @Override
    public long getFailed() {
        return report().failed();
    }

    @Override
    public int getInTrouble() {
        return report().inTrouble();
    }

    @Override
    public long getLookUps() {
        return report().lookUps();
    }

    @Override
    public long getUnknown() {
        return report().unknown();
    }

    @Override
    public long getFaults() {
        return report().faults();
    }

    @Override
    public String getFault() {
        return report().fault();
    }

    @Override
    public String[] busiest(int most) {
        return lines(directory.busiest(most));
    }

    @Override
    public String[] inTrouble(int most) {
        return lines(directory.inTrouble(most));
    }

    private static String[] lines(List<DirectoryReport.Named> accounts) {
        return accounts.stream().map(AccountText::line).toArray(String[]::new);
    }

    @Override
    public String account(String name) {
        return directory
                .account(name)
                .map(account -> AccountText.of(account.report()))
                .orElse(null);
    }

    @Override
    public void suspend(String name) {
        directory.account(name).ifPresent(AccountControl::suspend);
    }

    @Override
    public void resume(String name) {
        directory.account(name).ifPresent(AccountControl::resume);
    }

    @Override
    public void lookUpAgain(String name) {
        directory.lookUpAgain(name);
    }
}
