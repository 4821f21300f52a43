package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each store stands for a process. Two databases, with and without auto-commit, all with the schema of the jar. */
@ParameterizedClass
@MethodSource("databases")
class JdbcOAuthTokenStoreTest {

    private static final String ACCOUNT = "https://acme.bitrix24.com local.1 0011223344556677";
    private static final OAuthTokens FIRST = new OAuthTokens("at-secret-1", "rt-secret-1");
    private static final OAuthTokens SECOND = new OAuthTokens("at-secret-2", "rt-secret-2");
    private static final OAuthTokens THIRD = new OAuthTokens("at-secret-3", "rt-secret-3");
    private static final Duration LIFE = Duration.ofSeconds(100);

    private final AtomicLong nanoTime = new AtomicLong(System.nanoTime());
    private final TestDatabase database;
    private final JdbcOAuthTokenStore one;
    private final JdbcOAuthTokenStore other;

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

    JdbcOAuthTokenStoreTest(Database kind, boolean autoCommit) throws Exception {
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

    @Test
    void keepsNothingAtFirst() {
        assertThat(one.load(ACCOUNT)).isEmpty();
    }

    @Test
    void keepsTheLastPairForAllProcesses() {
        one.save(ACCOUNT, FIRST);
        other.save(ACCOUNT, SECOND);

        assertThat(one.load(ACCOUNT)).contains(SECOND);
        assertThat(store().load(ACCOUNT)).contains(SECOND);
    }

    @Test
    void keepsAccountsApart() {
        String reconfigured = "https://acme.bitrix24.com local.1 8899aabbccddeeff";
        one.save(ACCOUNT, FIRST);
        assertThat(one.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);

        assertThat(other.load(reconfigured)).isEmpty();
        assertThat(other.claim(reconfigured, SECOND, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    @Test
    void takesAccountsAndCodesOfAnyLength() {
        String account = "x".repeat(3000);
        one.refuse(account, granted(one.claim(account, FIRST, LIFE)), "y".repeat(3000), LIFE);

        assertThat(one.load(account)).contains(FIRST);
    }

    @Test
    void grantsTheClaimToOneProcess() {
        assertThat(one.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
        assertThat(one.claim(ACCOUNT, FIRST, LIFE))
                .as("another user of the same store")
                .isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void grantsTheClaimToOneOfManyThatRace(boolean hasRow) throws Exception {
        int racers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            for (int round = 0; round < 10; round++) {
                String account = ACCOUNT + round;
                if (hasRow) {
                    one.save(account, FIRST);
                }
                CyclicBarrier start = new CyclicBarrier(racers);
                List<CompletableFuture<OAuthClaim>> claims = Stream.generate(this::store)
                        .limit(racers)
                        .map(store -> CompletableFuture.supplyAsync(
                                () -> {
                                    await(start);
                                    return store.claim(account, FIRST, LIFE);
                                },
                                threads))
                        .toList();

                assertThat(claims.stream().map(CompletableFuture::join))
                        .filteredOn(OAuthClaim.Granted.class::isInstance)
                        .hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void grantsNoClaimOnAPairThatHasBeenReplaced() {
        one.save(ACCOUNT, SECOND);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void endsTheClaimWithTheNewPair() {
        one.claim(ACCOUNT, FIRST, LIFE);
        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();

        assertThat(other.load(ACCOUNT)).contains(SECOND);
        assertThat(other.claim(ACCOUNT, SECOND, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    @Test
    void grantsAClaimThatWasReleased() {
        one.release(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)));

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    /** Its process has been killed. */
    @Test
    void grantsAClaimThatHasRunOut() {
        one.claim(ACCOUNT, FIRST, LIFE);
        other.claim(ACCOUNT, FIRST, LIFE);

        pass(LIFE.minusNanos(1));
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);

        pass(Duration.ofNanos(1));
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
        assertThat(store().claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void measuresTheLifeFromWhenItSawTheClaim() {
        one.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
        pass(LIFE);
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    @Test
    void measuresTheLifeOfEachClaimAnew() {
        OAuthClaim first = one.claim(ACCOUNT, FIRST, LIFE);
        other.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);
        one.release(ACCOUNT, granted(first));
        one.claim(ACCOUNT, FIRST, LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void doesNotReleaseAnothersClaim() {
        OAuthClaim.Granted late = runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);

        one.release(ACCOUNT, late);
        one.refuse(ACCOUNT, late, "invalid_grant", LIFE);

        assertThat(store().claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void doesNotOverwriteANewerPair() {
        runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);
        other.replace(ACCOUNT, FIRST, SECOND);

        assertThat(one.replace(ACCOUNT, FIRST, THIRD)).isFalse();
        assertThat(one.load(ACCOUNT)).contains(SECOND);
    }

    /** The authorization server refuses the other one then, which takes this pair over. */
    @Test
    void keepsThePairOfAClaimThatHasRunOut() {
        runOut(one);
        other.claim(ACCOUNT, FIRST, LIFE);

        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();
        assertThat(other.load(ACCOUNT)).contains(SECOND);
        assertThat(other.replace(ACCOUNT, FIRST, THIRD)).isFalse();
    }

    @Test
    void keepsThePairThoughItsRowHasBeenRemoved() throws Exception {
        one.claim(ACCOUNT, FIRST, LIFE);
        database.execute("DELETE FROM chatpin_oauth_tokens");

        assertThat(one.replace(ACCOUNT, FIRST, SECOND)).isTrue();
        assertThat(one.load(ACCOUNT)).contains(SECOND);
    }

    @Test
    void tellsOthersOfARefusalForAWhile() {
        one.refuse(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)), "invalid_grant", LIFE);

        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isEqualTo(new OAuthClaim.Refused("invalid_grant"));
        pass(LIFE);
        assertThat(one.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
        assertThat(other.claim(ACCOUNT, FIRST, LIFE)).isInstanceOf(OAuthClaim.Elsewhere.class);
    }

    @Test
    void forgetsARefusalWithANewPair() {
        one.refuse(ACCOUNT, granted(one.claim(ACCOUNT, FIRST, LIFE)), "invalid_grant", LIFE);
        one.replace(ACCOUNT, FIRST, SECOND);

        assertThat(other.claim(ACCOUNT, SECOND, LIFE)).isInstanceOf(OAuthClaim.Granted.class);
    }

    /** Its driver quotes the values. */
    @Test
    void saysWhatIsWrongWithoutTheTokens() throws Exception {
        OAuthTokens tooLong = new OAuthTokens("at-secret".repeat(1000), "rt-secret");
        assertThatThrownBy(() -> one.save(ACCOUNT, tooLong))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .hasMessageMatching(
                        "The table chatpin_oauth_tokens cannot be written \\(\\w+, SQL state 22001, code -?\\d+\\)");
        one.save(ACCOUNT, FIRST);
        assertThatThrownBy(() -> one.replace(ACCOUNT, FIRST, tooLong))
                .hasNoCause()
                .hasMessageNotContaining("secret");
        assertThat(one.load(ACCOUNT)).contains(FIRST);

        database.execute("DROP TABLE chatpin_oauth_tokens");
        assertThatThrownBy(() -> one.load(ACCOUNT))
                .hasNoCause()
                .hasMessageStartingWith("The table chatpin_oauth_tokens cannot be read (")
                .hasMessageContaining("SQL state 42");
    }

    @Test
    void usesATableOfAnyName() throws Exception {
        database.execute("CREATE SCHEMA pins");
        database.execute("CREATE TABLE pins.tokens AS (SELECT * FROM chatpin_oauth_tokens) WITH DATA");
        JdbcOAuthTokenStore named = new JdbcOAuthTokenStore(database, "pins.tokens");

        named.save(ACCOUNT, FIRST);

        assertThat(named.load(ACCOUNT)).contains(FIRST);
        assertThat(one.load(ACCOUNT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "tokens; DROP TABLE users", "a.b.c.d", "1a", "a..b", "\"a\""})
    void refusesWhatIsNoTablesName(String name) {
        assertThatThrownBy(() -> new JdbcOAuthTokenStore(database, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table: must be a name");
    }

    private JdbcOAuthTokenStore store() {
        return new JdbcOAuthTokenStore(database, JdbcOAuthTokenStore.DEFAULT_TABLE, nanoTime::get);
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** Lets a store's claim run out before the eyes of the other one. */
    private OAuthClaim.Granted runOut(JdbcOAuthTokenStore store) {
        OAuthClaim.Granted claim = granted(store.claim(ACCOUNT, FIRST, LIFE));
        other.claim(ACCOUNT, FIRST, LIFE);
        pass(LIFE);
        return claim;
    }

    private static OAuthClaim.Granted granted(OAuthClaim claim) {
        assertThat(claim).isInstanceOf(OAuthClaim.Granted.class);
        return (OAuthClaim.Granted) claim;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
