package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Fakes of both upstreams on free ports of this machine, and accounts with them. */
@Configuration
@Profile("demo")
class DemoUpstreams {

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    @Bean
    FakeBitrix24 bitrix24() {
        FakeBitrix24 portal = FakeBitrix24.builder().pinCap(200).start();
        portal.denyAccess(FOREIGN_CHAT);
        return portal;
    }

    @Bean
    FakeRyzeApi whatsApp() {
        return FakeRyzeApi.start();
    }

    /** Takes the place of the addresses and credentials in {@code application.yaml}. */
    @Bean
    ComponentCustomizer demoAccounts(FakeBitrix24 portal, FakeRyzeApi gateway) {
        return ComponentCustomizer.forType(ChatPinComponent.class, component -> {
            ChatPinConfiguration options = component.getConfiguration();
            options.setPortalUrl(portal.url());
            options.setAuthorizationToken(portal.webhookToken());
            options.setGatewayUrl(gateway.url());
            options.setInstance(gateway.instance());
            options.setToken(gateway.token());
        });
    }
}
