package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.docs.main.Application;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.tracing.RecordedTraces;
import java.io.InputStream;
import java.util.Properties;
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
        main.addOverrideProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        main.start();
        try {
            main.getCamelTemplate().requestBodyAndHeader("direct:open-line", "", ChatPinConstants.CHAT_ID, "chat2024");

            assertThat(bitrix24.isOpenLinePinned(2024)).isTrue();
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

    @Test
    void tracesWithOneProperty() throws Exception {
        Main main = new Main();
        main.addOverrideProperty("camel.opentelemetry2.enabled", "true");
        try (RecordedTraces traces = RecordedTraces.withoutCamelsTracer(main::bind)) {
            main.start();

            main.getCamelTemplate()
                    .requestBodyAndHeader(
                            RouteTestSupport.bitrix24(bitrix24), "", ChatPinConstants.CHAT_ID, "chat2024");

            assertThat(traces.await("pin bitrix24", 1)).hasSize(1);
        } finally {
            main.stop();
        }
    }

    @Test
    void anApplicationMakesItsFirstPin() throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        try (InputStream file = Application.class.getResourceAsStream("/docs/camel-main.properties")) {
            System.getProperties().load(file); // in place of its application.properties
        }
        System.setProperty("camel.main.durationMaxMessages", "1");
        System.setProperty("bitrix24.url", bitrix24.url());
        System.setProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        try {
            Application.main(new String[0]);
        } finally {
            System.setProperties(before);
        }

        assertThat(bitrix24.pinnedOpenLines()).containsExactly(2020L);
    }
}
