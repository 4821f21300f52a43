package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstreams;
import java.time.Duration;
import java.util.Properties;

/** What the scenes play on: stand-ins with room, and others with narrow limits. */
final class Stage implements AutoCloseable {

    /** How many requests the narrow portal's limit lets through at once; the fifth is kept in reserve. */
    static final int NARROW_BURST = 4;

    /** How many dialogs may be pinned in the narrow portal. */
    static final int NARROW_PIN_CAP = 64;

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    private final FakeUpstreams roomy =
            FakeUpstreams.start(FakeBitrix24.builder().pinCap(200), FakeRyzeApi.builder());
    private final FakeUpstreams narrow = FakeUpstreams.start(
            FakeBitrix24.builder().limit(5, 1).pinCap(NARROW_PIN_CAP),
            FakeRyzeApi.builder().limit(5, Duration.ofSeconds(3)));
    private final Properties properties = roomy.properties();

    Stage() {
        roomy.bitrix24().denyAccess(FOREIGN_CHAT);
        roomy.bitrix24().openLine(2020);
        roomy.bitrix24().openLine(2021);
        properties.setProperty("revoked.authorizationToken", "1/revoked");
        addInstance("busy");
        addInstance("offline");
        roomy.ryzeApi().disconnect("offline");
        Properties others = narrow.properties();
        properties.setProperty("narrow.portalUrl", others.getProperty("bitrix24.portalUrl"));
        properties.setProperty("narrow.authorizationToken", others.getProperty("bitrix24.authorizationToken"));
        properties.setProperty("narrow.gatewayUrl", others.getProperty("whatsapp.gatewayUrl"));
        properties.setProperty("narrow.instance", others.getProperty("whatsapp.instance"));
        properties.setProperty("narrow.token", others.getProperty("whatsapp.token"));
    }

    private void addInstance(String name) {
        properties.setProperty(name + ".instance", name);
        properties.setProperty(name + ".token", roomy.ryzeApi().addInstance(name));
    }

    /** {@return what the routes' placeholders stand for} */
    Properties properties() {
        return properties;
    }

    /** {@return how many requests have arrived at all upstreams} */
    int requests() {
        return roomy.requests() + narrow.requests();
    }

    /** {@return how many requests the upstreams' rate limits have rejected} */
    int rejected() {
        return roomy.rejected() + narrow.rejected();
    }

    /** Throws if a request was over a limit, or was one that a correct client does not send. */
    void mustHaveBeenTreatedWell() {
        roomy.mustHaveBeenTreatedWell();
        narrow.mustHaveBeenTreatedWell();
    }

    @Override
    public void close() {
        roomy.close();
        narrow.close();
    }
}
