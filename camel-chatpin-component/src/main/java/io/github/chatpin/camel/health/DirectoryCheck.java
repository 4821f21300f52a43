package io.github.chatpin.camel.health;

import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.directory.DirectoryReport;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether many accounts can be looked up. It asks nothing, and is up as long as the source answers: one account that does not
 * work is a detail, and no reason to take all others out.
 */
final class DirectoryCheck extends AbstractHealthCheck {

    private static final int MOST = 10;

    private final Directory directory;

    DirectoryCheck(Directory directory) {
        super("camel", "producer:chatpin-accounts-" + directory.name());
        this.directory = directory;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        DirectoryReport report = directory.report();
        builder.detail("accounts", report.accounts());
        builder.detail("inTrouble", report.inTrouble());
        directory
                .inTrouble(MOST)
                .forEach(account -> builder.detail(
                        account.name(), account.activity().trouble().type()));
        if (report.fault() == null) {
            builder.up();
        } else {
            String reason = "The source of accounts has failed (%s)".formatted(report.fault());
            builder.down().message(reason).detail("reason", reason); // not all that show a result show its message
        }
    }
}
