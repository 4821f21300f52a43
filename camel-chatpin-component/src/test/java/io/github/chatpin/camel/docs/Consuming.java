package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.PinnedChat;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** The routes of docs/consuming.md. */
class Consuming extends RouteBuilder {

    @Override
    public void configure() {
        // snippet consume
        from("chatpin:bitrix24?portalUrl={{bitrix24.url}}&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&delay={{watch.delay}}&pinRepository=#bean:pins")
                .routeId("watch")
                .log("${body.chatId} (${header.CamelChatPinTitle}) is pinned: ${body.pinned}")
                .to("direct:tell-a-colleague");
        // end

        // snippet mirror
        from("chatpin:bitrix24?portalUrl={{bitrix24.url}}&authorizationToken=RAW({{bitrix24.authorizationToken}})"
                        + "&delay={{watch.delay}}&pinRepository=#bean:pins&emitExisting=true")
                .routeId("watch-for-mirror")
                .to("direct:mirror");

        from("timer:mirror?period={{mirror.period}}") // for what is no change, such as another order
                .to("direct:mirror");

        from("direct:mirror")
                .removeHeaders(
                        "CamelChatPin*") // which chat has changed does not matter: what is pinned now is mirrored
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})&operation=list")
                .bean("phones") // the first three that have a phone, in the portal's order
                .to("chatpin:whatsapp?gateway=wwebjs&gatewayUrl={{wwebjs.url}}&instance={{wwebjs.session}}"
                        + "&token=RAW({{wwebjs.token}})&pinRepository=#bean:pins"
                        + "&operation=sync&prune=own&allowEmpty=true");
        // end
    }

    // snippet phones
    /** Which phone is whose chat: a table, a CRM, or as here a map. */
    record Phones(Map<String, String> byChat) {

        public List<String> of(List<PinnedChat> pinned) {
            return pinned.stream()
                    .map(chat -> byChat.get(chat.chatId()))
                    .filter(phone -> phone != null)
                    .limit(3)
                    .toList();
        }
    }
    // end
}
