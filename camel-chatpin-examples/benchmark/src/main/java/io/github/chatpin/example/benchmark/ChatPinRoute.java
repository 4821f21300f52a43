package io.github.chatpin.example.benchmark;

import org.apache.camel.builder.RouteBuilder;

/** Pins one chat for each exchange with the component. */
final class ChatPinRoute extends RouteBuilder {

    private final Portal portal;
    private final String options;

    /**
     * Makes the route.
     *
     * @param options the endpoint's further options, {@code &batchSize=1}; empty for the component as it comes
     */
    ChatPinRoute(Portal portal, String options) {
        this.portal = portal;
        this.options = options;
    }

    @Override
    public void configure() {
        from(RunningRoute.URI)
                .to("chatpin:bitrix24?portalUrl=%s&authorizationToken=%s%s"
                        .formatted(portal.url(), portal.authorizationToken(), options));
    }
}
