package io.github.chatpin.example.javadsl;

import org.apache.camel.builder.RouteBuilder;

/** Many chats: as one body, and as many messages at once against limits that are soon full. */
final class BulkRoutes extends RouteBuilder {

    private final PinReport report;

    BulkRoutes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        // The body is a list of chat ids, which are pinned, or of PinRequests, which have their own state.
        from("direct:bitrix24-bulk")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})")
                .process(report::bulkDone);

        from("direct:whatsapp-bulk")
                .to("chatpin:whatsapp?gatewayUrl={{whatsapp.gatewayUrl}}&instance={{whatsapp.instance}}"
                        + "&token=RAW({{whatsapp.token}})")
                .process(report::bulkDone);

        // 5 requests, of which one comes back each second. The body is a PinRequest: chat and state are in it.
        from("direct:narrow-bitrix24")
                .to("chatpin:bitrix24?portalUrl={{narrow.portalUrl}}"
                        + "&authorizationToken=RAW({{narrow.authorizationToken}})"
                        + "&throttleLimit=5&throttlePeriod=5s&batchSize=20")
                .process(report::doneInTime);

        from("direct:narrow-whatsapp")
                .to("chatpin:whatsapp?gatewayUrl={{narrow.gatewayUrl}}&instance={{narrow.instance}}"
                        + "&token=RAW({{narrow.token}})&throttleLimit=5&throttlePeriod=3s")
                .process(report::doneInTime);
    }
}
