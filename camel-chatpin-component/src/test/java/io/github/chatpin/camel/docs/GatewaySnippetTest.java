package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The route of docs/whatsapp.md. */
class GatewaySnippetTest extends DocumentedRoutesTestSupport {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wwebjs());

    private final FakeGateway gateway = GATEWAY.fake();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = DocumentedContext.properties(BITRIX24.fake(), RYZE.fake(), GATEWAY.fake());
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new DocumentedRoutes();
    }

    @Test
    void pinsThroughAGatewayOfOnesOwn() {
        template.sendBody("direct:vip-phone-of-our-own", Map.of("phone", "+55 11 99999-9999"));

        assertThat(gateway.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(gateway.violations()).isEmpty();
    }
}
