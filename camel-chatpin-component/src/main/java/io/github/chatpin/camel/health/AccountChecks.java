package io.github.chatpin.camel.health;

import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.dispatch.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/**
 * Keeps a health check for each account that is an endpoint's only one, as long as an endpoint uses it, and one for all
 * accounts of a source, among the context's checks of producers. Camel
 * calls those only where {@code camel.health.producersEnabled} is set. Thread-safe.
 */
public final class AccountChecks {

    private static final String PRODUCERS = "producers";

    private final CamelContext context;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final Map<String, AccountCheck> checks = new HashMap<>(); // by the account's name
    private final Map<Directory, DirectoryCheck> directories = new HashMap<>();
    private WritableHealthCheckRepository repository;

    public AccountChecks(CamelContext context) {
        this.context = context;
    }

    /** Notes that an endpoint has started; nothing is checked of a platform that has no probe. */
    public void join(Connection connection) {
        WritableHealthCheckRepository producers =
                HealthCheckHelper.getHealthCheckRepository(context, PRODUCERS, WritableHealthCheckRepository.class);
        if (producers == null || connection.upstream().probe().isEmpty()) {
            return;
        }
        lock.lock();
        try {
            repository = producers;
            String account = account(connection);
            AccountCheck check = checks.get(account);
            if (check != null) {
                check.join(connection);
                return;
            }
            AccountCheck first = new AccountCheck(account, connection.platform());
            first.join(connection);
            checks.put(account, first);
            repository.addHealthCheck(first);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that an endpoint stops, whether it has joined or not. */
    public void leave(Connection connection) {
        lock.lock();
        try {
            String account = account(connection);
            AccountCheck check = checks.get(account);
            if (check != null && check.leave(connection)) {
                checks.remove(account);
                repository.removeHealthCheck(check);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that there is a source's directory. */
    public void opened(Directory directory) {
        WritableHealthCheckRepository producers =
                HealthCheckHelper.getHealthCheckRepository(context, PRODUCERS, WritableHealthCheckRepository.class);
        if (producers == null) {
            return;
        }
        lock.lock();
        try {
            repository = producers;
            DirectoryCheck check = new DirectoryCheck(directory);
            directories.put(directory, check);
            repository.addHealthCheck(check);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that there is one no more. */
    public void closed(Directory directory) {
        lock.lock();
        try {
            DirectoryCheck check = directories.remove(directory);
            if (check != null) {
                repository.removeHealthCheck(check);
            }
        } finally {
            lock.unlock();
        }
    }

    private static String account(Connection connection) {
        return connection.upstream().account().name();
    }
}
