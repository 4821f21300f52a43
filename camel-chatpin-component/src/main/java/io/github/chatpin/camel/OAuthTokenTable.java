package io.github.chatpin.camel;

import io.github.chatpin.camel.security.Fingerprint;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of {@link JdbcOAuthTokenStore}: rows that are read, and changed if no other process did meanwhile. */
final class OAuthTokenTable {

    private static final int LONGEST_REFUSAL = 100;

    private final SqlTable table;

    OAuthTokenTable(DataSource dataSource, String name) {
        this.table = new SqlTable(dataSource, name);
    }

    /**
     * An account's row.
     *
     * @param version    counts the row's changes
     * @param claimedFor for how many seconds no other process may renew the pair, 0 if any may
     * @param refusal    what the authorization server answered, {@code null} if it did not refuse the pair
     */
    record Row(OAuthTokens tokens, int version, int claimedFor, String refusal) {

        static Row free(OAuthTokens tokens) {
            return new Row(tokens, 0, 0, null);
        }

        static Row claimed(OAuthTokens tokens, Duration life) {
            return new Row(tokens, 0, seconds(life), null);
        }

        static Row refused(OAuthTokens tokens, String refusal, Duration life) {
            return new Row(tokens, 0, seconds(life), SqlTable.shortened(refusal, LONGEST_REFUSAL));
        }

        private static int seconds(Duration life) {
            return Math.toIntExact(life.plusMillis(999).toSeconds());
        }

        boolean isClaimed() {
            return claimedFor > 0;
        }
    }

    Optional<Row> find(String account) {
        String sql = "SELECT access_token, refresh_token, row_version, claimed_for, refusal FROM " + table.name()
                + " WHERE id = ?";
        return table.execute("read", sql, select -> {
            select.setString(1, Fingerprint.of(account));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new OAuthTokens(row.getString(1), row.getString(2)), row.getInt(3), row.getInt(4), row.getString(5));
    }

    /**
     * Writes a row, with the next version.
     *
     * @param found what {@link #find} returned before
     * @return whether it is written; not if the row has changed since
     */
    boolean put(String account, Optional<Row> found, Row row) {
        return found.isPresent() ? update(account, found.get().version(), row) : insert(account, row);
    }

    private boolean update(String account, int version, Row row) {
        String sql =
                "UPDATE " + table.name() + " SET access_token = ?, refresh_token = ?, row_version = ?, claimed_for = ?,"
                        + " refusal = ? WHERE id = ? AND row_version = ?";
        return table.execute("written", sql, update -> {
            set(update, row, version + 1);
            update.setString(6, Fingerprint.of(account));
            update.setInt(7, version);
            return update.executeUpdate() == 1;
        });
    }

    private boolean insert(String account, Row row) {
        String sql =
                "INSERT INTO " + table.name() + " (access_token, refresh_token, row_version, claimed_for, refusal, id,"
                        + " account_name) VALUES (?, ?, ?, ?, ?, ?, ?)";
        try {
            return table.execute("written", sql, insert -> {
                set(insert, row, 1);
                insert.setString(6, Fingerprint.of(account));
                insert.setString(7, SqlTable.shortened(account, SqlTable.LONGEST_NAME));
                return insert.executeUpdate() == 1;
            });
        } catch (IllegalStateException e) {
            if (find(account).isPresent()) { // by another process; databases tell that in different ways
                return false;
            }
            throw e;
        }
    }

    private static void set(PreparedStatement statement, Row row, int version) throws SQLException {
        statement.setString(1, row.tokens().accessToken());
        statement.setString(2, row.tokens().refreshToken());
        statement.setInt(3, version);
        statement.setInt(4, row.claimedFor());
        statement.setString(5, row.refusal());
    }
}
