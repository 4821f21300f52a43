package io.github.chatpin.camel.health;

import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.HealthReport;
import io.github.chatpin.camel.security.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether an account is ready for pins. Asks over the connection of any of its endpoints. Thread-safe. */
final class AccountCheck extends AbstractHealthCheck {

    private final String account;
    private final String platform;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    AccountCheck(String account, String platform) {
        super("camel", "producer:chatpin-%s-%s".formatted(platform, Fingerprint.of(account)));
        this.account = account;
        this.platform = platform;
    }

    void join(Connection connection) {
        connections.add(connection);
    }

    /** Returns whether no connection is left. */
    boolean leave(Connection connection) {
        connections.remove(connection);
        return connections.isEmpty();
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("account", account);
        builder.detail("platform", platform);
        try {
            Optional<Connection> any = connections.stream().findFirst();
            if (any.isPresent()) {
                write(any.get().health().get(), builder);
            } else {
                builder.unknown().message("The account's endpoints have stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.unknown().message("Interrupted while waiting for the upstream's answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A report never fails", e);
        }
    }

    private static void write(HealthReport report, HealthCheckResultBuilder builder) {
        if (report.up()) {
            builder.up();
        } else {
            builder.down().detail("reason", report.message()); // not all that show a result show its message
        }
        builder.message(report.message());
        if (report.failure() != null) {
            builder.detail("failure", report.failure());
        }
        if (report.statusCode() != 0) {
            builder.detail(SERVICE_STATUS_CODE, report.statusCode());
        }
        if (report.errorCode() != null) {
            builder.detail(SERVICE_ERROR_CODE, report.errorCode());
        }
    }
}
