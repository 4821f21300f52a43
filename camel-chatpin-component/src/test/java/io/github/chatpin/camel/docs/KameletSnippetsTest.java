package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.ChatPinConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the documentation's routes with kamelets in Java, in XML and in YAML, and its Pipe. */
class KameletSnippetsTest extends SnippetsTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"Java", "docs/kamelets.xml", "docs/kamelets.yaml"})
    void pinsADialogOfBitrix24(String routes) throws Exception {
        start(routes);

        context.createProducerTemplate().requestBody("direct:vip", Map.of("dialogId", "chat17"));

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
        assertThat(bitrix24.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Java", "docs/kamelets.xml", "docs/kamelets.yaml"})
    void pinsAWhatsAppChat(String routes) throws Exception {
        start(routes);

        context.createProducerTemplate().requestBody("direct:vip-phone", Map.of("phone", "+55 11 99999-9999"));

        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(ryze.violations()).isEmpty();
    }

    @Test
    void pinsThroughAPipe() throws Exception {
        start("docs/pipe.yaml");

        context.createProducerTemplate().requestBody("direct:vip", Map.of("chatId", "chat17"));

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portalUrl", "authorizationToken"})
    void aPipeDoesNotStartWithAValueThatIsNotRaw(String property) throws Exception {
        String pipe = Files.readString(Path.of("src/test/resources/docs/pipe.yaml"));
        String encoded = pipe.replaceFirst(property + ": \"RAW\\((.*)\\)\"", property + ": \"$1\"");
        assertThat(encoded).isNotEqualTo(pipe);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("pipe.yaml", encoded));

        assertThatThrownBy(context::start)
                .rootCause()
                .hasMessageStartingWith(property + ": is percent-encoded; write it as it is, and in a Pipe, ");
    }

    @Test
    void pinsAndUnpinsThroughOneUri() throws Exception {
        start("Java");

        send("direct:order-paid");
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");

        send("direct:order-shipped");
        assertThat(bitrix24.pinnedDialogs()).isEmpty();
    }

    @Test
    void handlesAFailureInTheCallingRoute() throws Exception {
        bitrix24.denyAccess("chat17");
        start("Java");
        MockEndpoint givenUp = context.getEndpoint("mock:give-up", MockEndpoint.class);
        givenUp.expectedMessageCount(1);

        send("direct:checked");

        givenUp.assertIsSatisfied();
    }

    private void send(String route) {
        context.createProducerTemplate().requestBodyAndHeader(route, "", ChatPinConstants.CHAT_ID, "chat17");
    }

    private void start(String routes) throws Exception {
        if (routes.equals("Java")) {
            context.addRoutes(new DocumentedKamelets());
        } else {
            DocumentedContext.load(context, routes);
        }
        context.start();
    }
}
