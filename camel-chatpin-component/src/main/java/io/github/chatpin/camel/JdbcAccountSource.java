package io.github.chatpin.camel;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Knows accounts from a table of a database, or a view, with a row for each. The column {@code account_name} is the name,
 * the others are the options: {@code portal_url} is {@code portalUrl}, and so on. What is {@code NULL} or blank is not set.
 * The SQL is standard. The table must be there; {@code META-INF/chatpin/accounts.sql} in this jar makes it. <b>Secrets are
 * in it as they are given back</b>: to keep them encrypted, let a view decrypt them, or a source around this one.
 *
 * <p>A name is found as it is written. Whether {@code ACME} is {@code acme} the database decides, by how it compares the
 * column; blanks at the end and accents count, whatever it says of them. Names longer than 255 characters are never there.
 *
 * <p>Each look-up takes a connection for one statement, and gives it back as it was; where its auto-commit is off, the
 * statement is committed. What it throws names the SQL state and no driver's message, which may repeat what is in the row.
 */
public class JdbcAccountSource implements AccountSource {

    /** The table's name, if no other is given. */
    public static final String DEFAULT_TABLE = "chatpin_accounts";

    private static final int LONGEST_NAME = 255;

    /** States of a name that no row can have: too long in bytes (SQL), or not in the database's encoding (PostgreSQL). */
    private static final Set<String> NAME_CANNOT_BE = Set.of("22001", "22P05");

    private static final Map<String, String> OPTIONS_BY_COLUMN = Map.ofEntries(
            Map.entry("portal_url", "portalUrl"),
            Map.entry("authorization_token", "authorizationToken"),
            Map.entry("access_token", "accessToken"),
            Map.entry("refresh_token", "refreshToken"),
            Map.entry("client_id", "clientId"),
            Map.entry("client_secret", "clientSecret"),
            Map.entry("plan", "plan"),
            Map.entry("gateway", "gateway"),
            Map.entry("gateway_url", "gatewayUrl"),
            Map.entry("instance", "instance"),
            Map.entry("token", "token"));

    private final SqlTable table;
    private final String select;

    /** Uses the table {@value #DEFAULT_TABLE}. */
    public JdbcAccountSource(DataSource dataSource) {
        this(dataSource, DEFAULT_TABLE);
    }

    /**
     * Uses a table, or a view, of another name.
     *
     * @param table letters, digits and underscores; a schema may stand before it, with a dot
     * @throws IllegalArgumentException if it is another name
     */
    public JdbcAccountSource(DataSource dataSource, String table) {
        this.table = new SqlTable(dataSource, table);
        // Not by their names: some databases want PLAN in quotes, each in its own.
        this.select = "SELECT * FROM " + this.table.name() + " WHERE account_name = ?";
    }

    /** @throws IllegalStateException if the table cannot be read */
    @Override
    public Optional<Map<String, String>> find(String name) {
        if (!canBeInAColumn(name)) {
            return Optional.empty();
        }
        try {
            return table.execute("read", select, statement -> {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getString("account_name").equalsIgnoreCase(name)
                            ? Optional.of(options(row))
                            : Optional.empty();
                }
            });
        } catch (SqlTableException e) {
            if (e.hasStateOf(NAME_CANNOT_BE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns false for what some drivers and databases refuse with an exception, as if the table could not be read. */
    private static boolean canBeInAColumn(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                && name.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(name); // no half of a surrogate pair
    }

    private static Map<String, String> options(ResultSet row) throws SQLException {
        Map<String, String> options = new HashMap<>();
        for (Map.Entry<String, String> option : OPTIONS_BY_COLUMN.entrySet()) {
            String value = row.getString(option.getKey());
            if (value != null && !value.isBlank()) {
                options.put(option.getValue(), value);
            }
        }
        return options;
    }
}
