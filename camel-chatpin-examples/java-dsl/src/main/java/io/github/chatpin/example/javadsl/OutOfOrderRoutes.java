package io.github.chatpin.example.javadsl;

import org.apache.camel.builder.RouteBuilder;

/** Endpoints that something is wrong with: no message gets far here, but for the first to the busy instance. */
final class OutOfOrderRoutes extends RouteBuilder {

    private final PinReport report;

    OutOfOrderRoutes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        from("direct:revoked-webhook")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
                        + "&authorizationToken=RAW({{revoked.authorizationToken}})")
                .process(report::done);

        from("direct:busy-instance")
                .to("chatpin:whatsapp?gatewayUrl={{whatsapp.gatewayUrl}}&instance={{busy.instance}}"
                        + "&token=RAW({{busy.token}})&throttleLimit=1&throttlePeriod=1m&maxWait=100")
                .process(report::done);

        from("direct:offline-instance")
                .to("chatpin:whatsapp?gatewayUrl={{whatsapp.gatewayUrl}}&instance={{offline.instance}}"
                        + "&token=RAW({{offline.token}})&maxRetries=2&retryDelay=200")
                .process(report::done);
    }
}
