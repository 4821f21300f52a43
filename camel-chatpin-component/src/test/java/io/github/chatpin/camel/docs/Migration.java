package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.dataformat.JsonLibrary;

/** A route written by hand, and the same with the component. */
class Migration extends RouteBuilder {

    @Override
    public void configure() {
        onException(ChatPinException.class).handled(true).to("mock:failed");

        // snippet before
        from("direct:before")
                .errorHandler(noErrorHandler())
                .doTry()
                .throttle(50)
                .totalRequestsMode()
                .timePeriodMillis(25_000)
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setBody(simple("{\"DIALOG_ID\":\"${body[dialogId]}\",\"PIN\":\"Y\"}"))
                .to("{{bitrix24.url}}/rest/{{bitrix24.authorizationToken}}/im.recent.pin?httpMethod=POST")
                .unmarshal()
                .json(JsonLibrary.Jackson, Map.class)
                .filter(simple("${body[result]} != true")) // a 200 that is no success
                .throwException(new IllegalStateException("not pinned"))
                .end()
                .endDoTry()
                .doCatch(HttpOperationFailedException.class)
                .to("mock:failed");
        // end

        // snippet after
        from("direct:after")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[dialogId]}"))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");
        // end
    }
}
