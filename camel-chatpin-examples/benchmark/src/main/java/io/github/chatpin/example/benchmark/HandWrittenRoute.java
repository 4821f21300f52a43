package io.github.chatpin.example.benchmark;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * Pins one chat for each exchange as one would without the component: camel-http sends, camel-jackson reads, and a
 * result other than {@code true} is an exception.
 */
final class HandWrittenRoute extends RouteBuilder {

    private static final int RETRIES = 3; // as many as the component's default
    private static final int RETRY_DELAY_MILLIS = 1000;

    private final Portal portal;
    private final Pace pace; // null: none

    private HandWrittenRoute(Portal portal, Pace pace) {
        this.portal = portal;
        this.pace = pace;
    }

    /** Returns the cheapest route there is: no throttle, no retries, and the HTTP method as camel-http's option. */
    static HandWrittenRoute plain(Portal portal) {
        return new HandWrittenRoute(portal, null);
    }

    /** Returns a route that keeps a pace and retries what it sent too early. */
    static HandWrittenRoute throttled(Portal portal, Pace pace) {
        return new HandWrittenRoute(portal, pace);
    }

    @Override
    public void configure() {
        if (pace == null) {
            pin(from(RunningRoute.URI));
            return;
        }
        onException(HttpOperationFailedException.class)
                .onWhen(simple("${exception.statusCode} == 503"))
                .maximumRedeliveries(RETRIES)
                .redeliveryDelay(RETRY_DELAY_MILLIS)
                .asyncDelayedRedelivery();
        pin(from(RunningRoute.URI)
                .throttle(pace.requests())
                .timePeriodMillis(pace.periodMillis())
                .totalRequestsMode()
                .asyncDelayed());
    }

    private void pin(ProcessorDefinition<?> route) {
        route.setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setBody(simple("{\"DIALOG_ID\":\"${header.CamelChatPinChatId}\",\"PIN\":\"Y\"}"))
                .to(portal.url() + "/rest/" + portal.authorizationToken() + "/im.recent.pin?httpMethod=POST")
                .unmarshal()
                .json(JsonLibrary.Jackson, Map.class)
                .process(HandWrittenRoute::mustBePinned);
    }

    private static void mustBePinned(Exchange exchange) {
        Map<?, ?> answer = exchange.getMessage().getBody(Map.class);
        if (!Boolean.TRUE.equals(answer.get("result"))) {
            throw new IllegalStateException("Not pinned: " + answer);
        }
    }
}
