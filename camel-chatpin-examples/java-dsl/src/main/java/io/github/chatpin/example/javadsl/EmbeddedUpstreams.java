package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** The fakes that the example runs against, on free ports of this machine: of each upstream a roomy and a narrow one. */
final class EmbeddedUpstreams implements AutoCloseable {

    /** How many requests the narrow portal's limit lets through at once; the fifth is kept in reserve. */
    static final int NARROW_BURST = 4;

    /** How many dialogs may be pinned in the narrow portal. */
    static final int NARROW_PIN_CAP = 64;

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    private static final String BUSY_INSTANCE = "busy";
    private static final String OFFLINE_INSTANCE = "offline";

    private final FakeBitrix24 portal = FakeBitrix24.builder().pinCap(200).start();
    private final FakeBitrix24 narrowPortal =
            FakeBitrix24.builder().limit(5, 1).pinCap(NARROW_PIN_CAP).start();
    private final FakeRyzeApi gateway = FakeRyzeApi.start();
    private final FakeRyzeApi narrowGateway =
            FakeRyzeApi.builder().limit(5, Duration.ofSeconds(3)).start();
    private final String busyToken = gateway.addInstance(BUSY_INSTANCE);
    private final String offlineToken = gateway.addInstance(OFFLINE_INSTANCE);

    EmbeddedUpstreams() {
        portal.denyAccess(FOREIGN_CHAT);
        portal.openLine(2020);
        portal.openLine(2021);
        gateway.disconnect(OFFLINE_INSTANCE);
    }

    /** {@return what the routes' placeholders stand for} */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("bitrix24.portalUrl", portal.url());
        properties.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        properties.setProperty("revoked.authorizationToken", "1/revoked");
        properties.setProperty("narrow.portalUrl", narrowPortal.url());
        properties.setProperty("narrow.authorizationToken", narrowPortal.webhookToken());
        properties.setProperty("whatsapp.gatewayUrl", gateway.url());
        properties.setProperty("whatsapp.instance", gateway.instance());
        properties.setProperty("whatsapp.token", gateway.token());
        properties.setProperty("busy.instance", BUSY_INSTANCE);
        properties.setProperty("busy.token", busyToken);
        properties.setProperty("offline.instance", OFFLINE_INSTANCE);
        properties.setProperty("offline.token", offlineToken);
        properties.setProperty("narrow.gatewayUrl", narrowGateway.url());
        properties.setProperty("narrow.instance", narrowGateway.instance());
        properties.setProperty("narrow.token", narrowGateway.token());
        return properties;
    }

    /** {@return how many requests have arrived at all upstreams} */
    int requests() {
        return all().stream().mapToInt(upstream -> upstream.requests().size()).sum();
    }

    /** {@return how many requests the upstreams' rate limits have rejected} */
    int rejected() {
        return portal.rejected() + narrowPortal.rejected() + gateway.rejected() + narrowGateway.rejected();
    }

    /** Throws if a request was over a limit, or was one that a correct client does not send. */
    void mustHaveBeenTreatedWell() {
        List<String> violations = all().stream()
                .flatMap(upstream -> upstream.violations().stream())
                .toList();
        if (rejected() > 0 || !violations.isEmpty()) {
            throw new IllegalStateException(
                    "rejected by the upstreams' limits: " + rejected() + "; violations: " + violations);
        }
    }

    @Override
    public void close() {
        all().forEach(FakeUpstream::close);
    }

    private List<FakeUpstream> all() {
        return List.of(portal, narrowPortal, gateway, narrowGateway);
    }
}
