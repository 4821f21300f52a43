package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.AccountSource;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;

/** One endpoint for many portals, as the user guide shows it. */
class ManyAccounts extends RouteBuilder {

    private final Map<String, Map<String, String>> installations;

    /** @param installations the portals' options, by their names */
    ManyAccounts(Map<String, Map<String, String>> installations) {
        this.installations = installations;
    }

    @Override
    public void configure() {
        // snippet accounts
        AccountSource portals = name -> Optional.ofNullable(installations.get(name));
        getContext().getRegistry().bind("portals", portals);

        from("direct:pin-anywhere")
                .setHeader("CamelChatPinAccount", simple("${body[portal]}"))
                .setHeader("CamelChatPinChatId", simple("${body[chat]}"))
                .to("chatpin:bitrix24?accounts=#bean:portals");
        // end
    }
}
