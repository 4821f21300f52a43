package io.github.chatpin.camel.docs;

// snippet routes
import static io.github.chatpin.camel.dsl.StaticEndpointBuilders.chatpin;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

class EndpointDslRoutes extends EndpointRouteBuilder {

    @Override
    public void configure() {
        from(direct("vip"))
                .to(chatpin("bitrix24")
                        .portalUrl("{{bitrix24.url}}")
                        .authorizationToken("RAW({{bitrix24.authorizationToken}})")
                        .plan("enterprise")
                        .maxWait("30s"));

        from(direct("vip-phone"))
                .to(chatpin("whatsapp")
                        .gatewayUrl("{{whatsapp.url}}")
                        .instance("{{whatsapp.instance}}")
                        .token("RAW({{whatsapp.token}})"));
    }
}
// end
