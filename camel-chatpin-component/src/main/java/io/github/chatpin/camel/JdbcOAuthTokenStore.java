package io.github.chatpin.camel;

import io.github.chatpin.camel.OAuthTokenTable.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tokens in a table of a database, for any number of processes: one renews a pair, the others take the new one
 * over. The SQL is standard. The table must be there; {@code META-INF/chatpin/oauth-tokens.sql} in this jar makes it.
 * <b>Tokens are in it in clear</b>: a person who may read the table can act as the application.
 *
 * <p>Each row has a version, and is only ever changed by who knows the current one. No clocks are compared: a process
 * that waits for another's claim measures itself for how long the row has not changed.
 *
 * <p>Connections are used for one statement each, and given back as they were; where their auto-commit is off, the
 * statement is committed. What it throws names the SQL state and no driver's message, which may repeat tokens.
 */
public class JdbcOAuthTokenStore implements OAuthTokenStore {

    /** The table's name, if no other is given. */
    public static final String DEFAULT_TABLE = "chatpin_oauth_tokens";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcOAuthTokenStore.class);

    private final OAuthTokenTable table;
    private final LongSupplier nanoTime;
    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();

    /** Since when a row has been seen at a version. */
    private record Sighting(int version, long sinceNanos) {}

    /** Uses the table {@value #DEFAULT_TABLE}. */
    public JdbcOAuthTokenStore(DataSource dataSource) {
        this(dataSource, DEFAULT_TABLE);
    }

    /**
     * Uses a table of another name.
     *
     * @param table letters, digits and underscores; a schema may stand before it, with a dot
     */
    public JdbcOAuthTokenStore(DataSource dataSource, String table) {
        this(dataSource, table, System::nanoTime);
    }

    JdbcOAuthTokenStore(DataSource dataSource, String table, LongSupplier nanoTime) {
        this.table = new OAuthTokenTable(dataSource, table);
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<OAuthTokens> load(String account) {
        return table.find(account).map(Row::tokens);
    }

    @Override
    public void save(String account, OAuthTokens tokens) {
        Row row = Row.free(tokens);
        boolean saved = false;
        while (!saved) {
            saved = table.put(account, table.find(account), row);
        }
    }

    @Override
    public OAuthClaim claim(String account, OAuthTokens tokens, Duration life) {
        Optional<Row> found = table.find(account);
        if (found.isPresent()) {
            Row row = found.get();
            if (!row.tokens().equals(tokens)) {
                return new OAuthClaim.Elsewhere();
            }
            if (isHeld(account, row)) {
                return row.refusal() == null ? new OAuthClaim.Elsewhere() : new OAuthClaim.Refused(row.refusal());
            }
        }
        if (!table.put(account, found, Row.claimed(tokens, life))) {
            return new OAuthClaim.Elsewhere();
        }
        found.filter(row -> row.isClaimed() && row.refusal() == null)
                .ifPresent(row -> LOG.warn(
                        "The process that was to renew the tokens of {} has not done so in {} s; this one does",
                        account,
                        row.claimedFor()));
        int version = found.map(Row::version).orElse(0) + 1;
        sinceWhen(account, version);
        return new OAuthClaim.Granted(version);
    }

    private boolean isHeld(String account, Row row) {
        Duration unchanged = Duration.ofNanos(nanoTime.getAsLong() - sinceWhen(account, row.version()));
        return unchanged.compareTo(Duration.ofSeconds(row.claimedFor())) < 0;
    }

    /** Returns when this process first saw, or made, a version of a row. */
    private long sinceWhen(String account, int version) {
        return sightings
                .compute(
                        account,
                        (name, last) -> last != null && last.version == version
                                ? last
                                : new Sighting(version, nanoTime.getAsLong()))
                .sinceNanos();
    }

    @Override
    public boolean replace(String account, OAuthTokens old, OAuthTokens tokens) {
        while (true) {
            Optional<Row> found = table.find(account);
            if (found.isPresent() && !found.get().tokens().equals(old)) {
                return false;
            }
            if (table.put(account, found, Row.free(tokens))) {
                return true;
            }
        }
    }

    @Override
    public void release(String account, OAuthClaim.Granted claim) {
        change(account, claim, row -> Row.free(row.tokens()));
    }

    @Override
    public void refuse(String account, OAuthClaim.Granted claim, String code, Duration life) {
        change(account, claim, row -> Row.refused(row.tokens(), code, life));
    }

    private void change(String account, OAuthClaim.Granted claim, UnaryOperator<Row> change) {
        Optional<Row> claimed = table.find(account).filter(row -> row.version() == claim.number());
        if (claimed.isPresent() && table.put(account, claimed, change.apply(claimed.get()))) {
            sinceWhen(account, claimed.get().version() + 1);
        }
    }
}
