package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericXmlApplicationContext;

/** Runs the documentation's routes in XML, in Spring XML and in YAML. */
class XmlAndYamlSnippetsTest extends SnippetsTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"docs/bitrix24.xml", "docs/bitrix24.yaml"})
    void pinsADialogOfBitrix24(String resource) throws Exception {
        start(resource);

        context.createProducerTemplate().requestBody("direct:vip", Map.of("dialogId", "chat17"));

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void pinsAnOpenLineInYaml() throws Exception {
        start("docs/open-line.yaml");

        context.createProducerTemplate()
                .requestBodyAndHeader("direct:open-line", "", ChatPinConstants.CHAT_ID, "chat2020");

        assertThat(bitrix24.pinnedOpenLines()).containsExactly(2020L);
    }

    @Test
    void pinsAWhatsAppChatInSpringXml() {
        PropertiesComponent properties = new PropertiesComponent();
        properties.setOverrideProperties(DocumentedContext.properties(bitrix24, ryze));
        try (GenericXmlApplicationContext spring = new GenericXmlApplicationContext()) {
            spring.registerBean("properties", PropertiesComponent.class, () -> properties);
            spring.load("classpath:docs/whatsapp-spring.xml");
            spring.refresh();

            spring.getBean(CamelContext.class)
                    .createProducerTemplate()
                    .requestBody("direct:vip-phone", Map.of("phone", "+55 11 99999-9999"));
        }

        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    private void start(String resource) throws Exception {
        DocumentedContext.load(context, resource);
        context.start();
    }
}
