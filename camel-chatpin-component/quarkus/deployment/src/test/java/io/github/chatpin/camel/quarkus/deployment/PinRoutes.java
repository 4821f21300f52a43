package io.github.chatpin.camel.quarkus.deployment;

import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;

/** Routes to both platforms, as an application has them. */
@ApplicationScoped
public class PinRoutes extends RouteBuilder {

    @Inject
    StandIns standIns;

    @Override
    public void configure() {
        FakeBitrix24 bitrix24 = standIns.bitrix24();
        String portal = "chatpin:bitrix24?pinRepository=#bean:memory&portalUrl=" + bitrix24.url()
                + "&authorizationToken=RAW(" + bitrix24.webhookToken() + ")";
        from("direct:bitrix24").to(portal);
        from(portal + "&delay=500&emitExisting=true").process(exchange -> standIns.emitted()
                .add(exchange.getMessage().getBody(PinChange.class).chatId()));

        FakeRyzeApi ryzeApi = standIns.ryzeApi();
        from("direct:whatsapp")
                .to("chatpin:whatsapp?gatewayUrl=" + ryzeApi.url() + "&instance=" + ryzeApi.instance() + "&token=RAW("
                        + ryzeApi.token() + ")");
    }
}
