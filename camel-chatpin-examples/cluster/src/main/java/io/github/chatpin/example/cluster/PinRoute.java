package io.github.chatpin.example.cluster;

import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.builder.RouteBuilder;

/** From the queue to the portal, each message in a transaction: if the process dies, another one gets it. */
final class PinRoute extends RouteBuilder {

    private final boolean isShared;

    /** @param isShared whether the processes share the limit, through the bean {@code limits} */
    PinRoute(boolean isShared) {
        this.isShared = isShared;
    }

    @Override
    public void configure() {
        // snippet route
        String portal = "chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
                + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                + "&throttleLimit={{bitrix24.limit}}&throttlePeriod={{bitrix24.period}}";
        String shared = "&bucketStore=#bean:limits&bucketStoreFailure={{cluster.whenTheStoreFails}}"
                + "&bucketStoreShares={{cluster.processes}}";

        errorHandler(noErrorHandler()); // what fails rolls the transaction back

        from("jms:pins?concurrentConsumers={{cluster.consumers}}")
                .routeId("pins")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .to(isShared ? portal + shared : portal);
        // end
    }
}
