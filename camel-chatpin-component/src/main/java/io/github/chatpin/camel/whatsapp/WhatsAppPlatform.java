package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.security.Fingerprint;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.text.Blanks;
import io.github.chatpin.camel.text.PipeValue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the options of WhatsApp endpoints, and remembers what each instance has pinned. */
public final class WhatsAppPlatform implements ChatPlatform {

    private static final Set<String> OPTIONS = Set.of("gateway", "gatewayUrl", "instance", "token");
    private static final String ONLY_ONE = "(only)"; // where the instance is not named

    // All chat settings of a WhatsApp account share one version counter: two changes at once conflict.
    private static final int MAX_IN_FLIGHT = 1;

    private final Gateways gateways;
    private final Clock clock;

    public WhatsAppPlatform() {
        this(Clock.systemUTC());
    }

    /** @param clock tells how long it is to the windows that gateways name */
    public WhatsAppPlatform(Clock clock) {
        this(Gateways.KNOWN, clock);
    }

    WhatsAppPlatform(Gateways gateways, Clock clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    /** Those of all gateways. */
    @Override
    public Set<String> options() {
        return with(gateways.all());
    }

    @Override
    public Set<String> options(ChatPinConfiguration options) {
        return with(List.of(gateways.named(options.getGateway())));
    }

    private static Set<String> with(List<Gateway> gateways) {
        return Stream.concat(OPTIONS.stream(), gateways.stream().flatMap(gateway -> gateway.options().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void check(EndpointSettings settings) {
        if (settings.operation() == Operation.PIN_ALL || settings.operation() == Operation.UNPIN_ALL) {
            throw new IllegalArgumentException(
                    "operation: pinAll and unpinAll are for bitrix24 only; use pin, list or sync");
        }
    }

    @Override
    public Upstream connect(EndpointSettings settings) {
        check(settings);
        ChatPinConfiguration options = settings.options();
        Gateway gateway = gateways.named(options.getGateway());
        GatewayAccess access = new GatewayAccess(
                value("instance", options.getInstance()), value("token", options.getToken()), options.getPinPath());
        gateway.check(access);
        GatewayAddress address =
                GatewayAddress.parse(url(gateway, options), options.isAllowInsecure(), gateway.ownPaths(access));
        UpstreamAccount account = account(gateway, address, access, rate(gateway, settings));
        PinMemory memory = settings.memory(
                account.name(),
                account.name(),
                "%s %s %s".formatted(WhatsApp.NAME, address.authority(), keyOf(access)));
        int pinLimit = settings.pinLimit() == null ? WhatsAppUpstream.PIN_LIMIT : settings.pinLimit();
        return new WhatsAppUpstream(
                account,
                GatewayInstance.of(gateway, address, access),
                new WhatsAppAnswers(
                        account,
                        new GatewayLimits(longestWindow(account.rate()), clock),
                        pinLimit,
                        chatId ->
                                memory.of(WhatsAppUpstream.METHOD).remembered().countWithout(chatId) >= pinLimit),
                memory);
    }

    private static String keyOf(GatewayAccess access) {
        return access.instance() == null ? ONLY_ONE : access.instanceInPath();
    }

    private static String value(String option, String value) {
        String text = value == null ? "" : Blanks.strip(value);
        PipeValue.mustBeNoPlaceholder(option, text);
        return text.isEmpty() ? null : text;
    }

    private static String url(Gateway gateway, ChatPinConfiguration options) {
        boolean isSet =
                options.getGatewayUrl() != null && !options.getGatewayUrl().isBlank();
        return isSet ? options.getGatewayUrl() : gateway.url().orElse(null);
    }

    private static UpstreamAccount account(
            Gateway gateway, GatewayAddress address, GatewayAccess access, RateLimit rate) {
        String token = access.token();
        return new UpstreamAccount(
                "%s %s (instance %s)"
                        .formatted(WhatsApp.NAME, address, access.instance() == null ? ONLY_ONE : access.instance()),
                "%s %s (%s)"
                        .formatted(
                                WhatsApp.NAME,
                                address.authority(),
                                token == null ? "no token" : "token " + Fingerprint.of(token)),
                address.host().resolve(""),
                rate,
                gateway.name(),
                MAX_IN_FLIGHT,
                true,
                limitOptions(rate),
                Map.of("gateway", gateway.name()),
                () -> secrets(gateway, access));
    }

    private static List<String> secrets(Gateway gateway, GatewayAccess access) {
        List<String> secrets = new ArrayList<>(gateway.secrets(access));
        if (access.token() != null) {
            secrets.add(access.token());
        }
        return secrets;
    }

    private static RateLimit rate(Gateway gateway, EndpointSettings settings) {
        return settings.rate(gateway.limit(), "gateway", RateLimit.FixedWindow::new);
    }

    private static Map<String, Object> limitOptions(RateLimit rate) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (rate instanceof RateLimit.FixedWindow window) {
            options.put("throttleLimit", window.requests());
            options.put("throttlePeriod", window.period().toMillis());
        }
        return options;
    }

    /** RyzeAPI's own, also where a shorter period is configured. */
    private static Duration longestWindow(RateLimit rate) {
        Duration own = Duration.ofMillis(UpstreamLimit.RYZEAPI.periodMillis());
        return rate instanceof RateLimit.FixedWindow window && window.period().compareTo(own) > 0
                ? window.period()
                : own;
    }
}
