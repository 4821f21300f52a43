package io.github.chatpin.camel;

import io.github.chatpin.camel.security.Fingerprint;
import java.sql.ResultSet;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;

/**
 * Keeps in a table of a database which chats were pinned, and when, for the option {@code pinRepository}: a row for each user
 * of a portal and for each instance of a gateway. A row holds one line of JSON, with at most 1000 chats for each method, up
 * to some 200,000 characters. There is no secret in it, but there are chat ids and <b>phone numbers</b>. The SQL is standard.
 * The table must be there; {@code META-INF/chatpin/pins.sql} in this jar makes it.
 *
 * <p>A row is read when its first endpoint starts. Each process writes all that it knows itself, and the last writer wins:
 * several processes that write to one row lose each other's marks.
 *
 * <p>Connections are used for one statement each, and given back as they were; where their auto-commit is off, the statement
 * is committed. What fails is an {@link IllegalStateException} that names the table and the SQL state, without the driver's
 * message, which may repeat what is in the row.
 */
public class JdbcPinRepository implements StateRepository<String, String> {

    /** The table's name, if no other is given. */
    public static final String DEFAULT_TABLE = "chatpin_pins";

    private final SqlTable table;

    /** Uses the table {@value #DEFAULT_TABLE}. */
    public JdbcPinRepository(DataSource dataSource) {
        this(dataSource, DEFAULT_TABLE);
    }

    /**
     * Uses a table of another name.
     *
     * @param table letters, digits and underscores; a schema may stand before it, with a dot
     * @throws IllegalArgumentException if it is another name
     */
    public JdbcPinRepository(DataSource dataSource, String table) {
        this.table = new SqlTable(dataSource, table);
    }

    /** Returns what the row of a key holds now, {@code null} if there is no such row. */
    @Override
    public String getState(String key) {
        return table.execute("read", "SELECT pins FROM " + table.name() + " WHERE id = ?", select -> {
            select.setString(1, Fingerprint.of(key));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        });
    }

    /** Writes the row of a key. For a value of {@code null} the row is removed. */
    @Override
    public void setState(String key, String value) {
        if (value == null) {
            delete(key);
        } else if (!update(key, value)) {
            insert(key, value);
        }
    }

    private boolean update(String key, String value) {
        return table.execute("written", "UPDATE " + table.name() + " SET pins = ? WHERE id = ?", update -> {
            update.setString(1, value);
            update.setString(2, Fingerprint.of(key));
            return update.executeUpdate() == 1;
        });
    }

    private void insert(String key, String value) {
        String sql = "INSERT INTO " + table.name() + " (id, account_name, pins) VALUES (?, ?, ?)";
        try {
            table.execute("written", sql, insert -> {
                insert.setString(1, Fingerprint.of(key));
                insert.setString(2, SqlTable.shortened(key, SqlTable.LONGEST_NAME));
                insert.setString(3, value);
                return insert.executeUpdate();
            });
        } catch (IllegalStateException e) {
            if (!update(key, value)) { // else another process has inserted; databases tell that in different ways
                throw e;
            }
        }
    }

    private void delete(String key) {
        table.execute("written", "DELETE FROM " + table.name() + " WHERE id = ?", delete -> {
            delete.setString(1, Fingerprint.of(key));
            return delete.executeUpdate();
        });
    }

    /** Does nothing: a connection is held only for a statement. */
    @Override
    public void start() {
        // no resource is held
    }

    /** Does nothing. The repository can be used before, between and after starts. */
    @Override
    public void stop() {
        // no resource is held
    }
}
