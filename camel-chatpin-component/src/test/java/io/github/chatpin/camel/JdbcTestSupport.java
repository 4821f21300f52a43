package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.Arguments;

/** Stores that stand for processes, over a database of each kind, with and without auto-commit; time is in the test's hand. */
abstract class JdbcTestSupport {

    static final String ACCOUNT = "https://acme.bitrix24.com local.1 0011223344556677";
    static final OAuthTokens FIRST = new OAuthTokens("at-secret-1", "rt-secret-1");
    static final OAuthTokens SECOND = new OAuthTokens("at-secret-2", "rt-secret-2");
    static final OAuthTokens THIRD = new OAuthTokens("at-secret-3", "rt-secret-3");
    static final Duration LIFE = Duration.ofSeconds(100);

    private final AtomicLong nanoTime = new AtomicLong(System.nanoTime());
    final TestDatabase database;
    final JdbcOAuthTokenStore one;
    final JdbcOAuthTokenStore other;

    interface Database {
        TestDatabase open() throws Exception;
    }

    static Stream<Arguments> databases() {
        Database h2 = TestDatabase::h2;
        Database hsqldb = TestDatabase::hsqldb;
        return Stream.of(
                argumentSet("H2", h2, true),
                argumentSet("H2 without auto-commit", h2, false),
                argumentSet("HSQLDB", hsqldb, true),
                argumentSet("HSQLDB without auto-commit", hsqldb, false));
    }

    JdbcTestSupport(Database kind, boolean autoCommit) throws Exception {
        database = kind.open();
        database.autoCommit = autoCommit;
        one = store();
        other = store();
    }

    @AfterEach
    void leavesNoConnectionOpen() throws SQLException {
        assertThat(database.hasAllBack()).isTrue();
        database.close();
    }

    JdbcOAuthTokenStore store() {
        return new JdbcOAuthTokenStore(database, JdbcOAuthTokenStore.DEFAULT_TABLE, nanoTime::get);
    }

    void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    static OAuthClaim.Granted granted(OAuthClaim claim) {
        assertThat(claim).isInstanceOf(OAuthClaim.Granted.class);
        return (OAuthClaim.Granted) claim;
    }
}
