package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An endpoint's way to a gateway, without a network. */
record ConnectedGateway(Upstream upstream) {

    static final String SECRET = "s3cr3t-code";
    static final String UUID = "0b7c4a52-6a3f-4d1e-9c58-2f1d3c4b5a69";

    static ConnectedGateway of(String gateway) {
        return of(gateway, Clock.systemUTC());
    }

    static ConnectedGateway of(String gateway, Clock clock) {
        return new ConnectedGateway(connect(options(gateway), clock));
    }

    static Upstream connect(ChatPinConfiguration options) {
        return connect(options, Clock.systemUTC());
    }

    private static Upstream connect(ChatPinConfiguration options, Clock clock) {
        PinMemories memories = new PinMemories(clock, Runnable::run);
        return new WhatsAppPlatform(clock)
                .connect(new EndpointSettings(Operation.PIN, options, 1, 1, null, null, null, memories));
    }

    static ChatPinConfiguration options(String gateway) {
        ChatPinConfiguration options = new ChatPinConfiguration();
        options.setGateway(gateway);
        options.setGatewayUrl("https://gateway.example");
        options.setInstance(gateway.equals("openwa") ? UUID : "acme");
        options.setToken(gateway.equals("gowa") ? "user:" + SECRET : SECRET);
        return options;
    }

    Outcome pin(String chatId, UpstreamAnswer answer) {
        return set(chatId, true, answer);
    }

    Outcome set(String chatId, boolean pinned, UpstreamAnswer answer) {
        return upstream.outcomes(List.of(upstream.pin(chatId, pinned)), answer).get(0);
    }

    static UpstreamAnswer answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    static UpstreamAnswer answer(int status, Map<String, String> headers, String body) {
        Map<String, String> byNameInAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byNameInAnyCase.putAll(headers);
        return new UpstreamAnswer(status, byNameInAnyCase, body.getBytes(StandardCharsets.UTF_8));
    }
}
