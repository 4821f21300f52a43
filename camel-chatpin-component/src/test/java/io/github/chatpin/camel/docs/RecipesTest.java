package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Runs the documentation's recipes. */
class RecipesTest extends DocumentedRoutesTestSupport {

    private final JdbcDataSource shifts = new JdbcDataSource();

    @BindToRegistry("pins")
    private final StateRepository<String, String> pins = new MemoryStateRepository();

    @BindToRegistry("shifts")
    private JdbcDataSource shifts() {
        shifts.setURL("jdbc:h2:mem:shifts;DB_CLOSE_DELAY=-1");
        return shifts;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Recipes();
    }

    @Test
    void pinsADealsChatUntilItIsWon() {
        bitrix24.crmChat("DEAL|17", 1437);

        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", 17, "NEW"));
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat1437");

        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", "17", "WON"));
        assertThat(bitrix24.pinnedDialogs()).isEmpty();

        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMLEADADD", 17, "NEW"));
        assertThat(bitrix24.requests())
                .extracting(RecordedRequest::apiMethod)
                .containsExactly("im.chat.get", "im.recent.pin", "im.chat.get", "im.recent.pin");
        assertThat(bitrix24.violations()).isEmpty();
    }

    @Test
    void pinsNothingForADealWithoutAChat() {
        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", 18, "NEW"));

        assertThat(bitrix24.requests()).extracting(RecordedRequest::apiMethod).containsExactly("im.chat.get");
    }

    @Test
    void tellsWithoutTheWebhooksCodeThatADealsChatIsNotKnown() {
        bitrix24.nextFaults(Fault.empty(500));

        assertThatThrownBy(
                        () -> template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", 17, "NEW")))
                .hasRootCauseMessage("Bitrix24 did not tell the deal's chat");
    }

    @Test
    void whoeverSendsAnEventDoesNotChooseTheState() {
        bitrix24.crmChat("DEAL|17", 1437);
        Map<String, Object> headers = new HashMap<>(event("ONCRMDEALUPDATE", 17, "NEW"));
        headers.put(ChatPinConstants.PINNED, "N");
        headers.put(ChatPinConstants.CHAT_ID, "chat1");

        template.sendBodyAndHeaders("direct:crm-event", "", headers);

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat1437");
    }

    private static Map<String, Object> event(String name, Object deal, String stage) {
        return Map.of("event", name, "deal", deal, "stage", stage);
    }

    @Test
    void pinsOnBothSides() {
        template.sendBody("direct:both-sides", Map.of("openLine", 2020, "phone", "+55 11 99999-9999"));

        assertThat(bitrix24.isOpenLinePinned(2020)).isTrue();
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void unpinsAfterHours() throws Exception {
        bitrix24.openLine(2020);
        template.requestBodyAndHeader("direct:open-line-side", Map.of("openLine", 2020), "x", "y");
        assertThat(bitrix24.isOpenLinePinned(2020)).isTrue();

        context.getRouteController().startRoute("end-of-shift");

        await().until(() -> !bitrix24.isOpenLinePinned(2020));
    }

    @Test
    void pinsTheLinesOfAFileAndTellsThoseThatFailed() throws Exception {
        MockEndpoint failed = getMockEndpoint("mock:failed-lines");
        failed.expectedMessageCount(2);

        template.sendBody("direct:csv", "chat17\nseventeen,true\nchat18,Y\nchat19,perhaps\nchat18, N\n");

        failed.assertIsSatisfied();
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void makesTheShiftsListOfACsvFileThePinnedChats() {
        template.sendBody("direct:shift-csv", "chat17\n\n256\n");
        template.sendBody("direct:shift-csv", "256\r\nchat18\r\n");

        assertThat(bitrix24.pinnedDialogs()).containsExactlyInAnyOrder("256", "chat18");
    }

    @Test
    void makesTheShiftsListOfADatabaseThePinnedChats() throws Exception {
        try (Connection connection = shifts.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table shift (chat varchar(20), on_day date, place int)");
            statement.execute("insert into shift values ('chat18', current_date, 2), ('chat17', current_date, 1),"
                    + " ('chat16', current_date - 1, 1)");
        }

        template.sendBody("direct:shift-sql", "");

        assertThat(bitrix24.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat18");
        assertThat(bitrix24.violations()).isEmpty();
    }

    @Test
    void keepsTheNewestDealsPinned() {
        bitrix24.crmChat("DEAL|17", 1437);
        bitrix24.crmChat("DEAL|18", 1438);
        template.sendBodyAndHeaders("direct:tenants", "", Map.of("tenant", "acme", ChatPinConstants.CHAT_ID, "chat1"));

        template.sendBody("direct:top-five", "");

        assertThat(bitrix24.pinnedDialogs()).containsExactlyInAnyOrder("chat1437", "chat1438");
    }

    @Test
    void unpinsAtNightWhatItHasPinned() {
        template.sendBodyAndHeaders("direct:tenants", "", Map.of("tenant", "acme", ChatPinConstants.CHAT_ID, "chat1"));

        template.sendBody("direct:at-night", "");

        assertThat(bitrix24.pinnedDialogs()).isEmpty();
    }

    @Test
    void pinsForATenantThatIsConfigured() {
        template.sendBodyAndHeaders("direct:tenants", "", Map.of("tenant", "acme", ChatPinConstants.CHAT_ID, "chat17"));
        assertThat(bitrix24.isPinned("chat17")).isTrue();

        assertThatThrownBy(() -> template.sendBodyAndHeaders(
                        "direct:tenants", "", Map.of("tenant", "https://evil.example", "CamelChatPinChatId", "chat1")))
                .hasRootCauseMessage("Unknown tenant");
    }
}
