package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinLimitReachedException;
import org.apache.camel.builder.RouteBuilder;

/** The error handling that the documentation shows in the Java DSL. */
class FailureRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // snippet failures
        onException(AuthenticationException.class).handled(true).to("direct:alert-operator");
        onException(PinLimitReachedException.class).handled(true).to("direct:unpin-one-first");
        onException(BulkPinException.class)
                .handled(true)
                .setBody(simple("${exception.failures}")) // a List<PinFailure>
                .to("direct:report");
        onException(ChatPinException.class)
                .onWhen(simple("${exception.retryable}"))
                .handled(true)
                .to("direct:try-later");
        onException(ChatPinException.class).handled(true).to("direct:give-up");

        from("direct:pin")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&maxRetries=1&retryDelay=100&maxWait=60s");
        // end
    }
}
