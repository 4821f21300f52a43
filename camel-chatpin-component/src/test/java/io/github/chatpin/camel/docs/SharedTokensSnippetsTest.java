package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.support.GenericXmlApplicationContext;

/** Runs what the user guide shows for several processes: the table, and the bean in Java and in Spring XML. */
class SharedTokensSnippetsTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();
    private final JdbcDataSource dataSource = new JdbcDataSource();
    private Connection open; // keeps what is in memory

    @BeforeEach
    void createTheTable() throws SQLException {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        open = dataSource.getConnection();
        open.createStatement().execute("RUNSCRIPT FROM 'classpath:META-INF/chatpin/oauth-tokens.sql'");
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void keepsTheTokensOfARouteInJava() throws Exception {
        try (CamelContext context = DocumentedContext.create(bitrix24, ryze)) {
            context.addRoutes(new SharedTokens(dataSource));
            context.start();
            pinsAndKeepsTheNewTokens(context);
        }
    }

    @Test
    void keepsTheTokensOfARouteInSpringXml() throws Exception {
        PropertiesComponent properties = new PropertiesComponent();
        properties.setOverrideProperties(DocumentedContext.properties(bitrix24, ryze));
        try (GenericXmlApplicationContext spring = new GenericXmlApplicationContext()) {
            spring.registerBean("properties", PropertiesComponent.class, () -> properties);
            spring.registerBean("dataSource", DataSource.class, () -> dataSource);
            spring.load("classpath:docs/shared-tokens-spring.xml");
            spring.refresh();
            pinsAndKeepsTheNewTokens(spring.getBean(CamelContext.class));
        }
    }

    private void pinsAndKeepsTheNewTokens(CamelContext context) throws SQLException {
        bitrix24.expireAccessToken();

        context.createProducerTemplate()
                .requestBodyAndHeader("direct:as-application", "", ChatPinConstants.CHAT_ID, "chat5");

        assertThat(bitrix24.isPinned("chat5")).isTrue();
        try (ResultSet row = open.createStatement().executeQuery("SELECT access_token FROM chatpin_oauth_tokens")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(bitrix24.accessToken());
        }
    }
}
