package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.security.Fingerprint;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.text.Blanks;
import io.github.chatpin.camel.text.PipeValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the options of WhatsApp endpoints, and remembers what each instance has pinned. */
public final class WhatsAppPlatform implements ChatPlatform {

    private static final Set<String> OPTIONS = Set.of("gatewayUrl", "instance", "token", "pinPath");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?");

    // All chat settings of a WhatsApp account share one version counter: two changes at once conflict.
    private static final int MAX_IN_FLIGHT = 1;

    private final Clock clock;

    public WhatsAppPlatform() {
        this(Clock.systemUTC());
    }

    /** @param clock tells how long it is to the windows that gateways name */
    public WhatsAppPlatform(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public Upstream connect(EndpointSettings settings) {
        ChatPinConfiguration options = settings.options();
        if (settings.operation() == Operation.PIN_ALL || settings.operation() == Operation.UNPIN_ALL) {
            throw new IllegalArgumentException(
                    "operation: pinAll and unpinAll are for bitrix24 only; use pin, list or sync");
        }
        Address gateway = Address.parse("gatewayUrl", options.getGatewayUrl(), options.isAllowInsecure());
        String instance = required("instance", options.getInstance());
        String token = required("token", options.getToken());
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("token: contains characters that no token has, such as blanks");
        }
        RateLimit.FixedWindow window = new RateLimit.FixedWindow(
                settings.limitOr(UpstreamLimit.RYZEAPI), settings.periodOr(UpstreamLimit.RYZEAPI));
        UpstreamAccount account = new UpstreamAccount(
                "%s %s (instance %s)".formatted(WhatsApp.NAME, gateway, instance),
                "%s %s (token %s)".formatted(WhatsApp.NAME, gateway.authority(), Fingerprint.of(token)),
                gateway.resolve(""),
                window,
                MAX_IN_FLIGHT,
                Map.of(
                        "throttleLimit",
                        window.requests(),
                        "throttlePeriod",
                        window.period().toMillis()),
                Map.of(),
                () -> List.of(token));
        URI address = gateway.resolve(path(options.getPinPath()) + "/" + encoded(instance));
        Map<String, String> headers = Map.of("token", token);
        PinMemory memory = settings.memory(
                account.name(),
                account.name(),
                "%s %s %s".formatted(WhatsApp.NAME, gateway.authority(), encoded(instance)));
        int pinLimit = settings.pinLimit() == null ? WhatsAppUpstream.PIN_LIMIT : settings.pinLimit();
        WhatsAppAnswers answers = new WhatsAppAnswers(account, window, memory, pinLimit, clock);
        return new WhatsAppUpstream(
                account,
                address,
                headers,
                answers,
                memory,
                new WhatsAppProbe(gateway.resolve(WhatsAppProbe.PATH + encoded(instance)), headers, instance, answers));
    }

    private static String required(String option, String value) {
        String text = value == null ? "" : Blanks.strip(value);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(option + ": is required");
        }
        PipeValue.mustBeNoPlaceholder(option, text);
        return text;
    }

    private static String path(String pinPath) {
        if (pinPath == null || !PATH.matcher(pinPath).matches()) {
            throw new IllegalArgumentException("pinPath: must be a path such as /api/chat/pinChat");
        }
        return pinPath.endsWith("/") ? pinPath.substring(0, pinPath.length() - 1) : pinPath;
    }

    private static String encoded(String instance) {
        return URLEncoder.encode(instance, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
