package io.github.chatpin.example.karaf;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Stand-ins of both upstreams, and the settings that lead the bundle to them. */
final class EmbeddedUpstreams implements AutoCloseable {

    private final FakeBitrix24 portal = FakeBitrix24.start();
    private final FakeRyzeApi gateway = FakeRyzeApi.start();

    /** {@return the settings in which these upstreams differ from the file that is in the bundle} */
    Properties settings() {
        Properties settings = addresses();
        settings.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        settings.setProperty("whatsapp.token", gateway.token());
        return settings;
    }

    /** {@return the same without the secrets, which that file takes from the environment} */
    Properties addresses() {
        Properties settings = new Properties();
        settings.setProperty("bitrix24.portalUrl", portal.url());
        settings.setProperty("whatsapp.gatewayUrl", gateway.url());
        settings.setProperty("whatsapp.instance", gateway.instance());
        return settings;
    }

    /** {@return the environment's variables with the secrets} */
    Map<String, String> secrets() {
        return Map.of("BITRIX24_AUTHORIZATION_TOKEN", portal.webhookToken(), "WHATSAPP_TOKEN", gateway.token());
    }

    FakeBitrix24 portal() {
        return portal;
    }

    FakeRyzeApi gateway() {
        return gateway;
    }

    /** {@return what a correct client would not have sent} */
    List<String> violations() {
        return Stream.of(portal, gateway)
                .flatMap(upstream -> upstream.violations().stream())
                .toList();
    }

    @Override
    public void close() {
        portal.close();
        gateway.close();
    }
}
