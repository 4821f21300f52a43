package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, in a database of each kind, with and without auto-commit. */
@ParameterizedClass
@MethodSource("io.github.chatpin.camel.JdbcTestSupport#databases")
class JdbcAccountSourceTest {

    private static final List<String> STRANGE_NAMES = List.of(
            "' OR '1'='1",
            "acme'; DROP TABLE chatpin_accounts; --",
            "acme' --",
            "\"acme\"",
            "\\",
            "%",
            "acm_",
            "a%",
            "?",
            "{fn user()}",
            "acme\n",
            "ac\r\nme",
            "\tacme",
            "ACME",
            "ácme",
            "acme\u200b",
            "\ufeffacme",
            "акме",
            "アクメ 🙂",
            "null",
            "x".repeat(255));

    private final TestDatabase database;
    private final JdbcAccountSource accounts;

    JdbcAccountSourceTest(JdbcTestSupport.Database kind, boolean autoCommit) throws Exception {
        database = kind.open();
        database.autoCommit = autoCommit;
        accounts = new JdbcAccountSource(database);
    }

    @AfterEach
    void leavesNoConnectionOpen() throws SQLException {
        assertThat(database.hasAllBack()).isTrue();
        database.close();
    }

    @Test
    void knowsNoAccountWithoutARow() {
        assertThat(accounts.find("acme")).isEmpty();
    }

    @Test
    void findsAnOptionInEachColumn() throws Exception {
        database.execute(
                "INSERT INTO chatpin_accounts VALUES ('acme', 'https://acme.bitrix24.com', '1/abc123', 'at', 'rt',"
                        + " 'local.1', 'cs', 'enterprise', 'openwa', 'https://wa.example.org', 'a1', 'key')");

        assertThat(accounts.find("acme").orElseThrow())
                .containsOnly(
                        entry("portalUrl", "https://acme.bitrix24.com"),
                        entry("authorizationToken", "1/abc123"),
                        entry("accessToken", "at"),
                        entry("refreshToken", "rt"),
                        entry("clientId", "local.1"),
                        entry("clientSecret", "cs"),
                        entry("plan", "enterprise"),
                        entry("gateway", "openwa"),
                        entry("gatewayUrl", "https://wa.example.org"),
                        entry("instance", "a1"),
                        entry("token", "key"))
                .allSatisfy((option, value) -> assertThat(new ChatPinEndpointConfigurer().getOptionType(option, false))
                        .isEqualTo(String.class));
    }

    @Test
    void takesNullAndBlankForNotSet() throws Exception {
        database.execute("INSERT INTO chatpin_accounts (account_name, gateway, gateway_url, instance, token, plan)"
                + " VALUES ('shop', 'gowa', 'https://wa.example.org', 'phone 1', '', '   ')");

        assertThat(accounts.find("shop"))
                .contains(Map.of("gateway", "gowa", "gatewayUrl", "https://wa.example.org", "instance", "phone 1"));
    }

    /** It is there; what it lacks is for the endpoint to say. */
    @Test
    void findsARowInWhichNothingIsSet() throws Exception {
        database.execute("INSERT INTO chatpin_accounts (account_name) VALUES ('acme')");

        assertThat(accounts.find("acme")).contains(Map.of());
    }

    @Test
    void findsWhatTheRowHoldsNow() throws Exception {
        keep("acme");
        accounts.find("acme");

        database.execute("UPDATE chatpin_accounts SET token = 'new' WHERE account_name = 'acme'");
        assertThat(accounts.find("acme").orElseThrow()).containsEntry("token", "new");

        database.execute("DELETE FROM chatpin_accounts");
        assertThat(accounts.find("acme")).isEmpty();
    }

    /** The names come from outside. */
    @Test
    void findsAStrangeNamesRowAndNoOthers() throws Exception {
        keep("acme");
        assertThat(STRANGE_NAMES)
                .allSatisfy(name -> assertThat(accounts.find(name)).isEmpty());

        for (String name : STRANGE_NAMES) {
            keep(name);
        }
        assertThat(STRANGE_NAMES)
                .allSatisfy(name -> assertThat(accounts.find(name)).contains(options(name)));
        assertThat(accounts.find("acme")).contains(options("acme"));
    }

    /** Some databases compare as if they were not there. */
    @Test
    void countsBlanks() throws Exception {
        keep("acme");

        assertThat(List.of("acme ", "acme   ", " acme", "", " "))
                .allSatisfy(name -> assertThat(accounts.find(name)).isEmpty());
    }

    @Test
    void leavesCaseToTheDatabase() throws Exception {
        database.execute("CREATE TABLE any_case AS (SELECT * FROM chatpin_accounts) WITH NO DATA");
        database.execute("ALTER TABLE any_case ALTER COLUMN account_name SET DATA TYPE VARCHAR_IGNORECASE(255)");
        database.execute("INSERT INTO any_case (account_name, token) VALUES ('acme', 'of acme')");
        JdbcAccountSource anyCase = new JdbcAccountSource(database, "any_case");

        assertThat(anyCase.find("ACME")).contains(options("acme"));
        assertThat(anyCase.find("ACME ")).isEmpty();
        assertThat(anyCase.find("ácme")).isEmpty();
    }

    /** Drivers and databases that are asked for these answer with exceptions, or with the row of another name. */
    @Test
    void doesNotAskForWhatNoColumnHolds() {
        String halfAPair = "\ud83d";
        database.whenAsked = () -> {
            throw new IllegalStateException("asked");
        };

        assertThat(List.of(
                        "x".repeat(256),
                        "🙂".repeat(256),
                        "x".repeat(1_000_000),
                        "acme\0",
                        "\0",
                        "a\0b",
                        halfAPair,
                        "a" + halfAPair + "b"))
                .allSatisfy(name -> assertThat(accounts.find(name)).isEmpty());
    }

    /** As most databases count them. */
    @Test
    void countsACharacterOfTwoHalvesOnce() throws Exception {
        database.execute("ALTER TABLE chatpin_accounts ALTER COLUMN account_name SET DATA TYPE VARCHAR(510)");
        keep("🙂".repeat(255));

        assertThat(accounts.find("🙂".repeat(255))).contains(options("🙂".repeat(255)));
    }

    /** DB2's for too many bytes, and PostgreSQL's for a character that its encoding does not have. */
    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P05"})
    void knowsNoAccountWhoseNameTheDatabaseRefuses(String sqlState) {
        assertThat(new JdbcAccountSource(refusingWith(sqlState)).find("acme")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "22021", "42501"})
    void failsForAnyOtherReasonToRefuse(String sqlState) {
        assertThatThrownBy(() -> new JdbcAccountSource(refusingWith(sqlState)).find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .hasMessage("The table chatpin_accounts cannot be read (SQLException, SQL state %s, code 7)", sqlState);
    }

    @Test
    void failsForAReasonWithoutAState() {
        assertThatThrownBy(() -> new JdbcAccountSource(refusingWith(null)).find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The table chatpin_accounts cannot be read (SQLException, SQL state null, code 7)");
    }

    /** Knowing no account is an answer, and this is none. */
    @Test
    void failsWithoutTheTable() throws Exception {
        database.execute("DROP TABLE chatpin_accounts");

        assertThatThrownBy(() -> accounts.find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("The table chatpin_accounts cannot be read (")
                .hasMessageContaining("SQL state 42");
    }

    @Test
    void failsWhereAColumnIsMissing() throws Exception {
        keep("acme");
        database.execute("ALTER TABLE chatpin_accounts DROP COLUMN client_id");

        assertThatThrownBy(() -> accounts.find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("The table chatpin_accounts cannot be read (");
    }

    @Test
    void saysOfAPoolThatGivesNoConnectionNoMoreThanItsKind() {
        database.whenAsked = () -> {
            throw new UncheckedIOException("jdbc:x://db?password=secret", new IOException("secret"));
        };

        assertThatThrownBy(() -> accounts.find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("The table chatpin_accounts cannot be read (UncheckedIOException)");
    }

    @Test
    void findsAfterAFailure() throws Exception {
        keep("acme");
        database.whenAsked = () -> {
            throw new IllegalStateException("no connection in 30 s");
        };
        assertThatThrownBy(() -> accounts.find("acme")).isInstanceOf(IllegalStateException.class);
        database.whenAsked = () -> {};

        assertThat(accounts.find("acme")).contains(options("acme"));
    }

    @Test
    void findsManyAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            keep("portal " + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Optional<Map<String, String>>>> found = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> accounts.find("portal " + i % 40), threads))
                    .toList();

            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).join())
                        .isEqualTo(i % 40 < 20 ? Optional.of(options("portal " + i % 40)) : Optional.empty());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Such as one that decrypts, over a table that is the application's own. */
    @Test
    void readsAView() throws Exception {
        database.execute("CREATE SCHEMA app");
        database.execute("CREATE TABLE app.tenants (domain VARCHAR(200), phone VARCHAR(20), sealed VARCHAR(200))");
        database.execute("INSERT INTO app.tenants VALUES ('acme.example', '5511', 'terces')");
        database.execute(
                "CREATE VIEW app.accounts AS SELECT domain AS account_name, CAST(NULL AS VARCHAR(1)) AS portal_url,"
                        + " '' AS authorization_token, '' AS access_token, '' AS refresh_token, '' AS client_id,"
                        + " '' AS client_secret, '' AS plan, 'gowa' AS gateway, 'https://wa.example.org' AS gateway_url,"
                        + " phone AS instance, CONCAT('of ', sealed) AS token, 7 AS row_version FROM app.tenants");

        assertThat(new JdbcAccountSource(database, "app.accounts").find("acme.example"))
                .contains(Map.of(
                        "gateway", "gowa",
                        "gatewayUrl", "https://wa.example.org",
                        "instance", "5511",
                        "token", "of terces"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "accounts; DROP TABLE users", "a.b.c.d", "1a", "a..b", "\"a\""})
    void refusesWhatIsNoTablesName(String name) {
        assertThatThrownBy(() -> new JdbcAccountSource(database, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table: must be a name");
    }

    private void keep(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO chatpin_accounts (account_name, token) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, options(name).get("token"));
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static Map<String, String> options(String name) {
        return Map.of("token", "of " + name);
    }

    private static DataSource refusingWith(String sqlState) {
        return (DataSource) Proxy.newProxyInstance(
                JdbcAccountSourceTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (source, method, arguments) -> {
                    throw new SQLException("of secret", sqlState, 7);
                });
    }
}
