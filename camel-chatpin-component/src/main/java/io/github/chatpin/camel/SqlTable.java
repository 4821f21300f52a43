package io.github.chatpin.camel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A table of a database. Connections are used for one statement each, and given back as they were; where their auto-commit
 * is off, the statement is committed.
 */
final class SqlTable {

    /** How many characters a column holds that tells a person what a row is about. */
    static final int LONGEST_NAME = 500;

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,127}\\.){0,2}[A-Za-z_][A-Za-z0-9_]{0,127}");

    private final DataSource dataSource;
    private final String name;

    SqlTable(DataSource dataSource, String name) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "table: must be a name of letters, digits and underscores, a schema with a dot before it if need be");
        }
        this.name = name;
    }

    /** What is done with a statement. */
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** Returns the table's name, which is safe in a statement. */
    String name() {
        return name;
    }

    /**
     * Executes a statement.
     *
     * @param what for the message of a failure: what the table cannot be
     * @throws SqlTableException     if the database refuses it
     * @throws IllegalStateException if it fails otherwise; neither repeats anything of what the driver says
     */
    <T> T execute(String what, String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return execute(connection, sql, work);
        } catch (SQLException e) {
            // Neither its message, which may repeat the row or the address with a password, nor the cause.
            throw new SqlTableException(
                    "The table %s cannot be %s (%s, SQL state %s, code %d)"
                            .formatted(name, what, e.getClass().getSimpleName(), e.getSQLState(), e.getErrorCode()),
                    e.getSQLState());
        } catch (RuntimeException e) { // of a pool; what it says may be the driver's
            throw new IllegalStateException("The table %s cannot be %s (%s)"
                    .formatted(name, what, e.getClass().getSimpleName()));
        }
    }

    private static <T> T execute(Connection connection, String sql, Work<T> work) throws SQLException {
        boolean isToBeCommitted = !connection.getAutoCommit();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            T result = work.on(statement);
            if (isToBeCommitted) {
                connection.commit();
            }
            return result;
        } catch (SQLException | RuntimeException e) {
            if (isToBeCommitted) {
                connection.rollback();
            }
            throw e;
        }
    }

    static String shortened(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
