package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.JdbcAccountSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs what the documentation shows of places where accounts are kept. */
class AccountSourceSnippetsTest {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
    private Connection open; // keeps what is in memory

    @BeforeEach
    void createTheTable() throws SQLException {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        open = dataSource.getConnection();
        open.createStatement().execute("RUNSCRIPT FROM 'classpath:META-INF/chatpin/accounts.sql'");
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void decryptsWhatATableKeepsEncrypted() throws Exception {
        Registry registry = new DefaultRegistry();

        // snippet bean
        registry.bind("portals", new DecryptingAccountSource(new JdbcAccountSource(dataSource), key));
        // end

        DecryptingAccountSource portals = registry.lookupByNameAndType("portals", DecryptingAccountSource.class);
        insert("acme", portals.encrypted("1/abc123"));
        insert("twin", portals.encrypted("1/abc123"));
        assertThat(portals.find("acme"))
                .contains(Map.of("portalUrl", "https://acme.bitrix24.com", "authorizationToken", "1/abc123"))
                .isEqualTo(portals.find("twin"));
        assertThat(portals.find("globex")).isEmpty();
        assertThat(new JdbcAccountSource(dataSource).find("acme").orElseThrow().get("authorizationToken"))
                .doesNotContain("abc123")
                .isNotEqualTo(new JdbcAccountSource(dataSource)
                        .find("twin")
                        .orElseThrow()
                        .get("authorizationToken"));
    }

    @Test
    void failsForWhatIsNotEncryptedWithItsKey() throws Exception {
        DecryptingAccountSource portals = new DecryptingAccountSource(new JdbcAccountSource(dataSource), key);
        List<String> wrong =
                List.of("1/abc123", "YQ==", portals.encrypted("1/abc123").replaceFirst("^.{8}", "AAAAAAAA"));

        for (int i = 0; i < wrong.size(); i++) {
            String name = "portal " + i;
            insert(name, wrong.get(i));
            assertThatThrownBy(() -> portals.find(name))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .hasMessage("authorizationToken cannot be decrypted");
        }
    }

    @Test
    void readsAFileThatCamelMainNames() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("classpath:docs/portals-main.properties");
        main.addOverrideProperty(
                "portals.file",
                Path.of(getClass().getResource("/docs/portals.properties").toURI())
                        .toString());
        main.start();
        try {
            AccountSource portals = main.lookup("portals", AccountSource.class);

            assertThat(portals.find("acme"))
                    .contains(Map.of("portalUrl", "https://acme.bitrix24.com", "authorizationToken", "1/abc123"));
            assertThat(portals.find("globex.bitrix24.de").orElseThrow()).containsEntry("plan", "enterprise");
        } finally {
            main.stop();
        }
    }

    private void insert(String name, String authorizationToken) throws SQLException {
        try (PreparedStatement insert = open.prepareStatement(
                "INSERT INTO chatpin_accounts (account_name, portal_url, authorization_token) VALUES (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, "https://acme.bitrix24.com");
            insert.setString(3, authorizationToken);
            insert.executeUpdate();
        }
    }
}
