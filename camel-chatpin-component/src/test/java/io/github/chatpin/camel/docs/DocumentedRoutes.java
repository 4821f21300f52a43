package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.FileOAuthTokenStore;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.UpstreamLimit;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** The routes that the documentation shows in the Java DSL. */
class DocumentedRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // snippet bitrix24
        from("direct:vip")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[dialogId]}"))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})")
                .log("${body.chatId} is pinned: ${body.pinned}");
        // end

        // snippet whatsapp
        from("direct:vip-phone")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[phone]}"))
                .setHeader(ChatPinConstants.PINNED, simple("${body[vip]}"))
                .to("chatpin:whatsapp?gatewayUrl={{whatsapp.url}}&instance={{whatsapp.instance}}"
                        + "&token=RAW({{whatsapp.token}})")
                .log("${header.CamelChatPinChatJid}, ${header.CamelChatPinRateLimitRemaining} requests left");
        // end

        // snippet gateway
        from("direct:vip-phone-of-our-own")
                .setHeader(ChatPinConstants.CHAT_ID, simple("${body[phone]}"))
                .to("chatpin:whatsapp?gateway=wwebjs&gatewayUrl={{wwebjs.url}}&instance={{wwebjs.session}}"
                        + "&token=RAW({{wwebjs.token}})");
        // end

        // snippet bulk
        from("direct:bulk")
                .setBody(constant(List.of(new PinRequest("chat17", true), new PinRequest("chat18", false), "sg5", 256)))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})")
                .split(body()) // a List<PinResult>, in the order of the request
                .to("direct:each-result");
        // end

        // snippet open-lines
        from("direct:open-line")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&method=imopenlines.session.mode.pin");

        from("direct:end-of-shift")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&operation=unpinAll")
                .log("${body.size} sessions unpinned"); // a List<Long>
        // end

        // snippet oauth
        Path directory = Path.of(getContext().resolvePropertyPlaceholders("{{bitrix24.tokenDirectory}}"));
        getContext().getRegistry().bind("tokens", new FileOAuthTokenStore(directory));

        from("direct:as-application")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&accessToken=RAW({{bitrix24.accessToken}})&refreshToken=RAW({{bitrix24.refreshToken}})"
                        + "&clientId={{bitrix24.clientId}}&clientSecret=RAW({{bitrix24.clientSecret}})"
                        + "&tokenUrl={{bitrix24.tokenUrl}}&tokenStore=#bean:tokens");
        // end

        // snippet throttle
        UpstreamLimit limit = UpstreamLimit.BITRIX24_STANDARD;
        from("direct:throttled")
                .throttle(limit.maxRequests())
                .totalRequestsMode()
                .timePeriodMillis(limit.periodMillis())
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&throttle=false");
        // end

        from("direct:each-result").to("mock:each-result");
    }
}
