package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, in a database of each kind, with and without auto-commit. */
@ParameterizedClass
@MethodSource("io.github.chatpin.camel.JdbcTestSupport#databases")
class JdbcPinRepositoryTest {

    private static final String KEY = "bitrix24 acme.bitrix24.com user 1";
    private static final String PINS = "{\"version\":1,\"pinned\":{\"im.recent.pin\":[{\"chatId\":\"secret-chat\"}]}}";

    private final TestDatabase database;
    private final JdbcPinRepository one;
    private final JdbcPinRepository other;

    JdbcPinRepositoryTest(JdbcTestSupport.Database kind, boolean autoCommit) throws Exception {
        database = kind.open();
        database.autoCommit = autoCommit;
        one = new JdbcPinRepository(database);
        other = new JdbcPinRepository(database);
    }

    @AfterEach
    void leavesNoConnectionOpen() throws SQLException {
        assertThat(database.hasAllBack()).isTrue();
        database.close();
    }

    @Test
    void keepsNothingAtFirst() {
        assertThat(one.getState(KEY)).isNull();
    }

    @Test
    void keepsTheLastValueForAllProcesses() {
        one.setState(KEY, "first");
        other.setState(KEY, PINS);

        assertThat(one.getState(KEY)).isEqualTo(PINS);
        assertThat(new JdbcPinRepository(database).getState(KEY)).isEqualTo(PINS);
    }

    @Test
    void keepsKeysApart() {
        one.setState(KEY, PINS);

        assertThat(other.getState("bitrix24 acme.bitrix24.com user 2")).isNull();
    }

    @Test
    void takesKeysOfAnyLengthAndAsManyChatsAsAreRemembered() {
        String key = "x".repeat(3000);
        String pins = "Zoë 🙂 ".repeat(30_000);
        one.setState(key, pins);
        one.setState(key, pins + ".");

        assertThat(other.getState(key)).isEqualTo(pins + ".");
        assertThat(other.getState(key + "x")).isNull();
    }

    @Test
    void removesTheRowOfAValueThatIsNull() {
        one.setState(KEY, PINS);
        one.setState(KEY, null);
        one.setState(KEY, null);

        assertThat(other.getState(KEY)).isNull();
    }

    @Test
    void writesOverTheRowThatAnotherProcessInsertsMeanwhile() {
        int[] statements = {0};
        database.whenAsked = () -> {
            if (++statements[0] == 2) { // between the update, which finds no row, and the insert
                database.whenAsked = () -> {};
                other.setState(KEY, "of the other");
            }
        };

        one.setState(KEY, PINS);

        assertThat(other.getState(KEY)).isEqualTo(PINS);
    }

    @Test
    void isWrittenByManyAtOnce() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> writes = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> new JdbcPinRepository(database).setState(KEY, "of " + i), threads))
                    .toList();

            assertThat(writes).allSatisfy(CompletableFuture::join);
            assertThat(one.getState(KEY)).startsWith("of ");
        } finally {
            threads.shutdown();
        }
    }

    /** A driver's message may quote values. */
    @Test
    void saysWhatIsWrongWithoutTheValues() throws Exception {
        database.execute("DROP TABLE chatpin_pins");

        assertThatThrownBy(() -> one.getState(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .hasMessageStartingWith("The table chatpin_pins cannot be read (")
                .hasMessageContaining("SQL state 42");
        assertThatThrownBy(() -> one.setState(KEY, PINS))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("The table chatpin_pins cannot be written (")
                .hasMessageNotContaining("secret");
    }

    @Test
    void failsWhereTheRowCannotBeInserted() throws Exception {
        database.execute("ALTER TABLE chatpin_pins ADD CONSTRAINT c CHECK (account_name <> '" + KEY + "')");

        assertThatThrownBy(() -> one.setState(KEY, PINS))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageStartingWith("The table chatpin_pins cannot be written (")
                .hasMessageContaining("SQL state 23")
                .hasMessageNotContaining("secret");
        assertThat(one.getState(KEY)).isNull();
    }

    @Test
    void saysOfAPoolThatGivesNoConnectionNoMoreThanItsKind() {
        database.whenAsked = () -> {
            throw new UncheckedIOException("jdbc:x://db?password=secret", new IOException("secret"));
        };

        assertThatThrownBy(() -> one.getState(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("The table chatpin_pins cannot be read (UncheckedIOException)");
        assertThatThrownBy(() -> one.setState(KEY, PINS)).hasNoCause().hasMessageNotContaining("secret");
    }

    @Test
    void usesATableOfAnyName() throws Exception {
        database.execute("CREATE SCHEMA chats");
        database.execute("CREATE TABLE chats.pins AS (SELECT * FROM chatpin_pins) WITH DATA");
        JdbcPinRepository named = new JdbcPinRepository(database, "chats.pins");

        named.setState(KEY, PINS);

        assertThat(named.getState(KEY)).isEqualTo(PINS);
        assertThat(one.getState(KEY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "pins; DROP TABLE users", "a.b.c.d", "1a", "a..b", "\"a\""})
    void refusesWhatIsNoTablesName(String name) {
        assertThatThrownBy(() -> new JdbcPinRepository(database, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table: must be a name");
    }

    @Test
    void isUsableBeforeAndAfterItsStop() throws IOException {
        one.setState(KEY, PINS);
        one.start();
        one.start();
        one.stop();
        one.close();

        assertThat(one.getState(KEY)).isEqualTo(PINS);
    }
}
