package io.github.chatpin.example.yaml;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Stand-ins of both upstreams, and the properties that lead the routes to them. */
final class EmbeddedUpstreams implements AutoCloseable {

    private final FakeBitrix24 bitrix24 = FakeBitrix24.start();
    private final FakeRyzeApi ryze = FakeRyzeApi.start();

    /** Returns what a real application has in its {@code application.properties}, its environment or its vault. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("bitrix24.portalUrl", bitrix24.url());
        properties.setProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        properties.setProperty("whatsapp.gatewayUrl", ryze.url());
        properties.setProperty("whatsapp.instance", ryze.instance());
        properties.setProperty("whatsapp.token", ryze.token());
        return properties;
    }

    /** Throws if a request was not one that the real upstreams document. */
    void mustHaveBeenTreatedWell() {
        List<String> violations = new ArrayList<>(bitrix24.violations());
        violations.addAll(ryze.violations());
        if (!violations.isEmpty()) {
            throw new IllegalStateException("Not as documented: " + violations);
        }
    }

    @Override
    public void close() {
        bitrix24.close();
        ryze.close();
    }
}
