package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstreams;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Stand-ins of both upstreams on free ports of this machine, and accounts with them. */
@Configuration
@Profile("demo")
class DemoUpstreams {

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    @Bean
    FakeUpstreams upstreams() {
        FakeUpstreams upstreams = FakeUpstreams.start(FakeBitrix24.builder().pinCap(200), FakeRyzeApi.builder());
        upstreams.bitrix24().denyAccess(FOREIGN_CHAT);
        return upstreams;
    }

    /** Takes the place of the addresses and credentials in {@code application.yaml}. */
    @Bean
    ComponentCustomizer demoAccounts(FakeUpstreams upstreams) {
        return ComponentCustomizer.forType(ChatPinComponent.class, component -> {
            FakeBitrix24 portal = upstreams.bitrix24();
            FakeRyzeApi gateway = upstreams.ryzeApi();
            ChatPinConfiguration options = component.getConfiguration();
            options.setPortalUrl(portal.url());
            options.setAuthorizationToken(portal.webhookToken());
            options.setGatewayUrl(gateway.url());
            options.setInstance(gateway.instance());
            options.setToken(gateway.token());
        });
    }
}
