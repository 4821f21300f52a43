package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** The routes of the documentation's recipes. */
class Recipes extends RouteBuilder {

    @Override
    public void configure() {
        // snippet csv
        onException(BulkPinException.class)
                .handled(true)
                .split(simple("${exception.failures}")) // those that were done are in ${exception.results}
                .log("line ${body.index}: ${body.cause.message}")
                .to("direct:failed-line");

        from("direct:csv") // in production file:inbox?include=.*csv; a line is chat17 or chat17,N
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage()
                                .getBody(String.class)
                                .lines()
                                .map(line -> line.strip().split(",", 2))
                                .map(fields -> fields.length == 1
                                        ? Map.of("chatId", fields[0])
                                        : Map.of("chatId", fields[0], "pinned", fields[1].strip()))
                                .toList()))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");
        // end

        // snippet crm-event
        from("direct:crm-event") // in production platform-http:/crm-event, which Bitrix24's outbound webhook calls
                .removeHeaders("CamelChatPin*") // the sender of the event does not choose
                .filter(header("event").isNotEqualTo("ONCRMDEALUPDATE"))
                .stop()
                .end()
                .enrich("direct:deal-chat", (event, answer) -> {
                    Map<?, ?> chat =
                            (Map<?, ?>) answer.getMessage().getBody(Map.class).get("result"); // {ID=1437}
                    if (chat != null) {
                        event.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat" + chat.get("ID"));
                    }
                    return event;
                })
                .filter(header(ChatPinConstants.CHAT_ID).isNull()) // the deal has no chat
                .stop()
                .end()
                .filter(header("stage").isEqualTo("WON"))
                .setHeader(ChatPinConstants.PINNED, constant(false)) // else the option's true
                .end()
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");

        from("direct:deal-chat") // with a message of its own, since the webhook's code is in its headers
                .errorHandler(noErrorHandler())
                .setBody(simple("{\"ENTITY_TYPE\":\"CRM\",\"ENTITY_ID\":\"DEAL|${headerAs(deal,Long)}\"}"))
                .removeHeaders("*")
                .setHeader(
                        Exchange.HTTP_URI,
                        constant("{{bitrix24.url}}/rest/{{bitrix24.authorizationToken}}/im.chat.get"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .to("http:bitrix24?throwExceptionOnFailure=false") // whose exception would show the code
                .filter(header(Exchange.HTTP_RESPONSE_CODE).isNotEqualTo(200))
                .throwException(new IllegalStateException("Bitrix24 did not tell the deal's chat"))
                .end()
                .unmarshal()
                .json();
        // end

        // snippet both-sides
        from("direct:both-sides") // the body is a Map with openLine and phone
                .multicast()
                .parallelProcessing()
                .to("direct:open-line-side", "direct:whatsapp-side")
                .end();

        from("direct:open-line-side")
                .errorHandler(noErrorHandler())
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[openLine]}"))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&method=imopenlines.session.mode.pin");

        from("direct:whatsapp-side")
                .errorHandler(noErrorHandler())
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[phone]}"))
                .to("chatpin:whatsapp?gatewayUrl={{whatsapp.url}}&instance={{whatsapp.instance}}"
                        + "&token=RAW({{whatsapp.token}})");
        // end

        // snippet after-hours
        from("timer:end-of-shift?period={{shift.period}}") // or quartz:end-of-shift?cron=0+0+19+?+*+MON-FRI
                .routeId("end-of-shift")
                .autoStartup("{{shift.autoStartup}}")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&operation=unpinAll")
                .log("${body.size} sessions unpinned");
        // end

        // snippet shift-list
        from("direct:shift-csv") // in production file:shift?include=shift.csv; a line is a chat
                .setBody(exchange -> exchange.getMessage()
                        .getBody(String.class)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList())
                .to("direct:shift");

        from("direct:shift-sql") // in production timer:shift?period=5m
                .to("sql:select chat as \"chatId\" from shift where on_day = current_date order by place"
                        + "?dataSource=#bean:shifts")
                .to("direct:shift");

        from("direct:shift")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&operation=sync")
                .log("pinned ${body.pinned}, unpinned ${body.unpinned}, kept ${body.kept}");
        // end

        // snippet newest-deals
        from("direct:top-five") // in production timer:top-five?period=5m
                .to("direct:newest-deals") // your query: the numbers of five deals, the newest first
                .split(body(), new GroupedBodyAggregationStrategy())
                .setHeader("deal", body())
                .to("direct:deal-chat") // as above
                .end()
                .setBody(exchange -> exchange.getMessage().getBody(List.class).stream()
                        .map(answer -> ((Map<?, ?>) answer).get("result")) // {ID=1437}
                        .filter(Objects::nonNull) // null for a deal without a chat
                        .map(chat -> "chat" + ((Map<?, ?>) chat).get("ID"))
                        .toList())
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&operation=sync&prune=own&pinRepository=#bean:pins");
        // end

        // snippet at-night
        from("direct:at-night") // in production quartz:at-night?cron=0+0+2+*+*+?
                .setBody(constant(List.of()))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&operation=sync&prune=own&allowEmpty=true&pinRepository=#bean:pins");
        // end

        // snippet tenants
        Map<String, String> tenants = Map.of( // from your configuration: a message names a tenant, never an address
                "acme",
                "chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})");

        from("direct:tenants")
                .process(exchange -> exchange.setProperty(
                        "endpoint", tenants.get(exchange.getMessage().getHeader("tenant", String.class))))
                .filter(exchangeProperty("endpoint").isNull())
                .throwException(new IllegalArgumentException("Unknown tenant"))
                .end()
                .toD("${exchangeProperty.endpoint}");
        // end

        from("direct:newest-deals").setBody(constant(List.of(18, 17, 19)));

        from("direct:failed-line").to("mock:failed-lines");
    }
}
