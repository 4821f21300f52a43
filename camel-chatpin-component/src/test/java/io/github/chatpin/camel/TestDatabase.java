package io.github.chatpin.camel;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database in memory with the tables that the jar brings, and the connections that were taken from it. */
final class TestDatabase implements DataSource, AutoCloseable {

    private final String url;
    private final Connection open; // keeps what is in memory
    private final List<Connection> given = new CopyOnWriteArrayList<>();

    boolean autoCommit = true;
    Runnable whenAsked = () -> {};

    private TestDatabase(String url) throws SQLException {
        this.url = url;
        this.open = DriverManager.getConnection(url);
    }

    static TestDatabase h2() throws Exception {
        return new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID()).withTables();
    }

    static TestDatabase hsqldb() throws Exception {
        return new TestDatabase("jdbc:hsqldb:mem:" + UUID.randomUUID()).withTables();
    }

    private TestDatabase withTables() throws Exception {
        for (String script : List.of("oauth-tokens.sql", "pins.sql", "accounts.sql")) {
            try (var schema = JdbcOAuthTokenStore.class.getResourceAsStream("/META-INF/chatpin/" + script)) {
                execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return this;
    }

    /** Returns the address of an H2 database for other processes, through a server in this one. */
    String url(int port) {
        return url.replace("jdbc:h2:", "jdbc:h2:tcp://localhost:%d/".formatted(port));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns whether all connections were closed, as they were given out. */
    boolean hasAllBack() throws SQLException {
        boolean areClosed = true;
        for (Connection connection : given) {
            areClosed &= connection.isClosed();
        }
        return areClosed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        whenAsked.run();
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(autoCommit);
        given.add(connection);
        return connection;
    }

    @Override
    public void close() throws SQLException {
        open.close();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
