package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The kamelet for Bitrix24 beside endpoints that share the portal's limit, which must agree about it. */
class KameletPlanTest {

    private static final String ACCOUNT = "?portalUrl=https://acme.example&authorizationToken=1/abc123";
    private static final String KAMELET = "kamelet:chatpin-bitrix24-sink" + ACCOUNT;
    private static final String ENDPOINT = "chatpin:bitrix24" + ACCOUNT;
    private static final String ENTERPRISE = "&throttleLimit=250&throttlePeriod=50000";

    @Test
    void agreesWithEndpointsOfTheStandardPlan() throws Exception {
        assertStart(null, KAMELET, ENDPOINT);
    }

    @Test
    void handsItsNumbersToTheEndpointBehindIt() throws Exception {
        assertStart(null, KAMELET + ENTERPRISE, ENDPOINT + ENTERPRISE);
        assertThatThrownBy(() -> assertStart(null, KAMELET + ENTERPRISE, ENDPOINT))
                .hasStackTraceContaining("throttleLimit");
    }

    @Test
    void takesThePlanOfTheComponent() throws Exception {
        assertStart("enterprise", KAMELET + ENTERPRISE, ENDPOINT);
    }

    @Test
    void disagreesWithAnEndpointThatHasAPlanOfItsOwn() {
        assertThatThrownBy(() -> assertStart(null, KAMELET + ENTERPRISE, ENDPOINT + "&plan=enterprise"))
                .hasStackTraceContaining("plan");
    }

    @Test
    void disagreesWithEndpointsOnTheComponentsPlanWhereItsNumbersAreNotThatPlans() {
        assertThatThrownBy(() -> assertStart("enterprise", KAMELET, ENDPOINT)).hasStackTraceContaining("throttleLimit");
    }

    @Test
    void ignoresAPlanOfItsOwn() throws Exception {
        assertStart(null, KAMELET + "&plan=enterprise", ENDPOINT);
    }

    private static void assertStart(String plan, String... uris) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            if (plan != null) {
                context.getComponent("chatpin", ChatPinComponent.class)
                        .getConfiguration()
                        .setPlan(plan);
            }
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < uris.length; i++) {
                        from("direct:" + i).to(uris[i]);
                    }
                }
            });
            context.start();
            assertThat(context.getEndpoints())
                    .filteredOn(ChatPinEndpoint.class::isInstance)
                    .hasSize(uris.length);
        }
    }
}
