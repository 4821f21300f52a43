package io.github.chatpin.example.bus;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** From the queues to the platforms, each order in a transaction. */
final class PinRoutes extends RouteBuilder {

    private final Verdict verdict;
    private final Processor done;

    /**
     * @param verdict what becomes of orders that fail
     * @param done    told of each order that was done; when it returns, the transaction is committed
     */
    PinRoutes(Verdict verdict, Processor done) {
        this.verdict = verdict;
        this.done = done;
    }

    @Override
    public void configure() {
        // snippet routes
        errorHandler(noErrorHandler()); // what is not caught below rolls the transaction back

        from("jms:pins.bitrix24?concurrentConsumers={{bus.consumers}}")
                .routeId(Broker.BITRIX24)
                .process(PinRoutes::stayOnThisThread)
                .doTry()
                .process(PinOrder::read)
                .to("chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&plan={{?bitrix24.plan}}&throttleLimit={{?bitrix24.limit}}"
                        + "&throttlePeriod={{?bitrix24.period}}&maxRetries=1&retryDelay=250")
                .process(done)
                .doCatch(Exception.class)
                .onWhen(verdict::isFinal)
                .process(verdict::write)
                .to("jms:pins.dead") // in the same transaction: an order moves as a whole, and once
                .end();

        from("jms:pins.whatsapp") // one consumer: an instance has one request under way, and no batches
                .routeId(Broker.WHATSAPP)
                .process(PinRoutes::stayOnThisThread)
                .doTry()
                .process(PinOrder::read)
                .to("chatpin:whatsapp?gateway={{whatsapp.gateway:ryzeapi}}&gatewayUrl={{?whatsapp.gatewayUrl}}"
                        + "&instance={{whatsapp.instance}}"
                        + "&token=RAW({{whatsapp.token}})&maxRetries=1&retryDelay=250")
                .process(done)
                .doCatch(Exception.class)
                .onWhen(verdict::isFinal)
                .process(verdict::write)
                .to("jms:pins.dead")
                .end();
        // end
    }

    // snippet transacted
    /**
     * Holds the consumer's thread at each step, not only around the route. camel-jms does not mark exchanges as
     * transacted; without that, what comes after the pin would run on another thread, and send outside the transaction.
     */
    private static void stayOnThisThread(Exchange exchange) {
        exchange.getExchangeExtension().setTransacted(true);
    }
    // end
}
