package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyAccountsSnippetTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension ACME = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeBitrix24Extension GLOBEX = new FakeBitrix24Extension();

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new ManyAccounts(Map.of("acme", options(ACME.fake()), "globex", options(GLOBEX.fake())));
    }

    private static Map<String, String> options(FakeBitrix24 portal) {
        return Map.of("portalUrl", portal.url(), "authorizationToken", portal.webhookToken());
    }

    @Test
    void pinsInThePortalThatTheBodyNames() {
        template.requestBody("direct:pin-anywhere", Map.of("portal", "acme", "chat", "chat1"));
        template.requestBody("direct:pin-anywhere", Map.of("portal", "globex", "chat", "chat2"));

        assertThat(ACME.fake().pinnedDialogs()).containsExactly("chat1");
        assertThat(GLOBEX.fake().pinnedDialogs()).containsExactly("chat2");
    }
}
