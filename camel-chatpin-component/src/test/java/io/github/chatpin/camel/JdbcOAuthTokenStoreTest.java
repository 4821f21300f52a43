package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, in a database of each kind. */
@ParameterizedClass
@MethodSource("databases")
class JdbcOAuthTokenStoreTest extends JdbcTestSupport {

    JdbcOAuthTokenStoreTest(Database kind, boolean autoCommit) throws Exception {
        super(kind, autoCommit);
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
    void saysOfAPoolThatGivesNoConnectionNoMoreThanItsKind() {
        database.whenAsked = () -> {
            throw new UncheckedIOException("jdbc:x://db?password=secret", new IOException("rt-secret"));
        };

        assertThatThrownBy(() -> one.load(ACCOUNT))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("The table chatpin_oauth_tokens cannot be read (UncheckedIOException)");
        assertThatThrownBy(() -> one.save(ACCOUNT, FIRST)).hasNoCause().hasMessageNotContaining("secret");
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
}
