package io.github.chatpin.example.operations;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Stand-ins of both upstreams, and what may happen to them. */
final class EmbeddedUpstreams implements AutoCloseable {

    /** A chat that the portal's user may not see. */
    static final String FOREIGN_CHAT = "chat403";

    // More than Traffic pins; a real portal has 45.
    private final FakeBitrix24 bitrix24 = FakeBitrix24.builder().pinCap(500).start();
    private final FakeRyzeApi ryze = FakeRyzeApi.start();

    EmbeddedUpstreams() {
        bitrix24.denyAccess(FOREIGN_CHAT);
    }

    /** Returns what a real application has in its environment or its vault. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("bitrix24.portalUrl", bitrix24.url());
        properties.setProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        properties.setProperty("whatsapp.gatewayUrl", ryze.url());
        properties.setProperty("whatsapp.instance", ryze.instance());
        properties.setProperty("whatsapp.token", ryze.token());
        return properties;
    }

    void phoneGoesOffLine() {
        ryze.disconnect(ryze.instance());
    }

    void phoneIsBack() {
        ryze.connect(ryze.instance());
    }

    /** Throws if a request was not one that the real upstreams document, or was over a limit. */
    void mustHaveBeenTreatedWell() {
        List<String> violations = new ArrayList<>(bitrix24.violations());
        violations.addAll(ryze.violations());
        int rejected = bitrix24.rejected() + ryze.rejected();
        if (rejected > 0 || !violations.isEmpty()) {
            throw new IllegalStateException("Over a limit: " + rejected + "; not as documented: " + violations);
        }
    }

    @Override
    public void close() {
        bitrix24.close();
        ryze.close();
    }
}
