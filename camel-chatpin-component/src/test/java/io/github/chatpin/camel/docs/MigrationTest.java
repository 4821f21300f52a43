package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the routes that the page on migration compares. */
class MigrationTest extends DocumentedRoutesTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Migration();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:before", "direct:after"})
    void pins(String route) {
        template.requestBody(route, Map.of("dialogId", "chat17"));

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:before", "direct:after"})
    void failsWhereThePortalRefuses(String route) throws Exception {
        getMockEndpoint("mock:failed").expectedMessageCount(1);

        template.requestBody(route, Map.of("dialogId", "no-chat"));

        getMockEndpoint("mock:failed").assertIsSatisfied();
    }
}
