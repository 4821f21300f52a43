package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Runs the documentation's routes in the Java DSL. */
class JavaSnippetsTest extends DocumentedRoutesTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new DocumentedRoutes();
    }

    @Test
    void pinsADialogOfBitrix24() {
        Object result = template.requestBody("direct:vip", Map.of("dialogId", "chat17"));

        assertThat(result).isEqualTo(new PinResult("bitrix24", "chat17", true, null, null));
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void pinsAndUnpinsAWhatsAppChat() {
        template.requestBody("direct:vip-phone", Map.of("phone", "+55 11 99999-9999", "vip", true));
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");

        template.requestBody("direct:vip-phone", Map.of("phone", "+55 11 99999-9999", "vip", "no"));
        assertThat(ryze.pinnedChats()).isEmpty();
    }

    @Test
    void setsTheStatesOfABulk() throws Exception {
        MockEndpoint results = getMockEndpoint("mock:each-result");
        results.expectedMessageCount(4);

        template.requestBody("direct:bulk", "");

        results.assertIsSatisfied();
        assertThat(bitrix24.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat1305", "256");
    }

    @Test
    void pinsAnOpenLineAndUnpinsAll() {
        template.requestBodyAndHeader("direct:open-line", "", ChatPinConstants.CHAT_ID, 2020);
        assertThat(bitrix24.pinnedOpenLines()).containsExactly(2020L);

        List<?> sessions = template.requestBody("direct:end-of-shift", (Object) "", List.class);

        assertThat(sessions).hasSize(1);
        assertThat(bitrix24.pinnedOpenLines()).isEmpty();
    }

    @Test
    void pinsAsAnApplicationWhoseTokenExpires() {
        bitrix24.expireAccessToken();

        template.requestBodyAndHeader("direct:as-application", "", ChatPinConstants.CHAT_ID, "sg5");

        assertThat(bitrix24.isPinned("sg5")).isTrue();
        assertThat(Path.of("target/tokens")).isNotEmptyDirectory();
    }

    @Test
    void pinsBehindAThrottleOfTheRoute() {
        template.requestBodyAndHeader("direct:throttled", "", ChatPinConstants.CHAT_ID, "sg5");

        assertThat(bitrix24.isPinned("sg5")).isTrue();
    }
}
