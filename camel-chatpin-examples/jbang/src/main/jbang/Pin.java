// snippet pin
//DEPS io.github.chatpin:camel-chatpin-component:1.0.0-SNAPSHOT

import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.builder.RouteBuilder;

public class Pin extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:first-pin?repeatCount=1")
                .setHeader(ChatPinConstants.CHAT_ID, constant("chat17"))
                .to("chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})")
                .log("${body}");
    }
}
// end
