package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs Camel Main with the documentation's properties. */
class CamelMainSnippetTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();

    @Test
    void takesRoutesAndOptionsFromItsProperties() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("classpath:docs/camel-main.properties");
        main.addOverrideProperty("bitrix24.url", bitrix24.url());
        main.addOverrideProperty("bitrix24.webhookToken", bitrix24.webhookToken());
        main.start();
        try {
            main.getCamelTemplate().requestBodyAndHeader("direct:open-line", "", ChatPinConstants.CHAT_ID, "chat2020");

            assertThat(bitrix24.pinnedOpenLines()).containsExactly(2020L);
            assertThat(main.getCamelContext().getEndpoints())
                    .filteredOn(ChatPinEndpoint.class::isInstance)
                    .singleElement()
                    .satisfies(endpoint -> {
                        var options = ((ChatPinEndpoint) endpoint).getConfiguration();
                        assertThat(options.getMaxRetries()).isEqualTo(5);
                        assertThat(options.getMaxWait()).isEqualTo(30_000);
                    });
        } finally {
            main.stop();
        }
    }
}
