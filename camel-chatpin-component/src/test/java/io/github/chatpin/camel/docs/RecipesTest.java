package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the documentation's recipes. */
class RecipesTest extends CamelTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = DocumentedContext.properties(BITRIX24.fake(), RYZE.fake());
        properties.setProperty("shift.period", "60000");
        properties.setProperty("shift.autoStartup", "false");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Recipes();
    }

    @Test
    void pinsADealsChatUntilItIsWon() {
        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", "NEW"));
        assertThat(bitrix24.pinnedDialogs()).containsExactly("crm17");

        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMDEALUPDATE", "WON"));
        assertThat(bitrix24.pinnedDialogs()).isEmpty();

        template.sendBodyAndHeaders("direct:crm-event", "", event("ONCRMLEADADD", "NEW"));
        assertThat(bitrix24.requests()).hasSize(2);
    }

    private static Map<String, Object> event(String name, String stage) {
        return Map.of("event", name, "dealChat", 17, "stage", stage);
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
        failed.expectedMessageCount(1);

        template.sendBody("direct:csv", "chat17,true\nseventeen,true\nchat18,true\n");

        failed.assertIsSatisfied();
        assertThat(bitrix24.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat18");
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
