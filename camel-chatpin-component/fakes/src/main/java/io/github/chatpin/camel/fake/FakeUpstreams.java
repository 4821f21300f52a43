package io.github.chatpin.camel.fake;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A {@link FakeBitrix24} and a {@link FakeRyzeApi}, and the properties that lead routes to them. Thread-safe.
 *
 * <pre>{@code
 * try (FakeUpstreams upstreams = FakeUpstreams.start()) {
 *     context.getPropertiesComponent().setInitialProperties(upstreams.properties());
 *     // a route to chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}&authorizationToken={{bitrix24.authorizationToken}}
 *     upstreams.mustHaveBeenTreatedWell();
 * }
 * }</pre>
 */
public final class FakeUpstreams implements AutoCloseable {

    private final FakeBitrix24 bitrix24;
    private final FakeRyzeApi ryzeApi;

    private FakeUpstreams(FakeBitrix24 bitrix24, FakeRyzeApi ryzeApi) {
        this.bitrix24 = bitrix24;
        this.ryzeApi = ryzeApi;
    }

    /** {@return both with their default settings, started} */
    public static FakeUpstreams start() {
        return start(FakeBitrix24.builder(), FakeRyzeApi.builder());
    }

    /**
     * Starts both.
     *
     * @param bitrix24 the settings of the one
     * @param ryzeApi the settings of the other
     * @return both, started
     */
    public static FakeUpstreams start(FakeBitrix24Builder bitrix24, FakeRyzeApiBuilder ryzeApi) {
        FakeBitrix24 portal = bitrix24.start();
        try {
            return new FakeUpstreams(portal, ryzeApi.start());
        } catch (RuntimeException notStarted) {
            portal.close();
            throw notStarted;
        }
    }

    /** {@return the portal} */
    public FakeBitrix24 bitrix24() {
        return bitrix24;
    }

    /** {@return the WhatsApp gateway} */
    public FakeRyzeApi ryzeApi() {
        return ryzeApi;
    }

    /**
     * {@return what an application has in its properties: {@code bitrix24.portalUrl},
     * {@code bitrix24.authorizationToken}, {@code whatsapp.gatewayUrl}, {@code whatsapp.instance} and
     * {@code whatsapp.token}; new ones for each call}
     */
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("bitrix24.portalUrl", bitrix24.url());
        properties.setProperty("bitrix24.authorizationToken", bitrix24.webhookToken());
        properties.setProperty("whatsapp.gatewayUrl", ryzeApi.url());
        properties.setProperty("whatsapp.instance", ryzeApi.instance());
        properties.setProperty("whatsapp.token", ryzeApi.token());
        return properties;
    }

    /** {@return how many requests both have received since the start or the last clearing} */
    public int requests() {
        return bitrix24.requests().size() + ryzeApi.requests().size();
    }

    /** {@return how many requests their rate limits refused} */
    public int rejected() {
        return bitrix24.rejected() + ryzeApi.rejected();
    }

    /** {@return what a correct client never sends, of both; an immutable copy} */
    public List<String> violations() {
        return Stream.concat(bitrix24.violations().stream(), ryzeApi.violations().stream())
                .toList();
    }

    /**
     * Checks that no request was over a limit, and none was one that a correct client never sends.
     *
     * @throws IllegalStateException if there was one
     */
    public void mustHaveBeenTreatedWell() {
        if (rejected() > 0 || !violations().isEmpty()) {
            throw new IllegalStateException(
                    "requests over the upstreams' limits: " + rejected() + "; violations: " + violations());
        }
    }

    /** Stops both. */
    @Override
    public void close() {
        bitrix24.close();
        ryzeApi.close();
    }
}
