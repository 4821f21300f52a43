package io.github.chatpin.camel.security;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;

/** Routes with every kind of credentials, by endpoints and by kamelets, and what goes wrong on them. */
final class HuntedRoutes extends RouteBuilder {

    /** The routes' ids; each begins at the {@code direct} endpoint of that name. */
    static final List<String> IDS = List.of("webhook", "token", "oauth", "whatsapp", "sink", "sink-whatsapp");

    private static final String FAST = "&throttleLimit=10000&throttlePeriod=1000";

    static Properties properties(FakeBitrix24 portal, FakeRyzeApi gateway) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "portal", portal.url(),
                "authorizationToken", portal.webhookToken(),
                "accessToken", portal.accessToken(),
                "refreshToken", portal.refreshToken(),
                "clientSecret", portal.clientSecret(),
                "tokenUrl", portal.tokenUrl(),
                "clientId", portal.clientId(),
                "gateway", gateway.url(),
                "token", gateway.token()));
        return properties;
    }

    @Override
    public void configure() {
        ChatPinConfiguration all =
                getContext().getComponent("chatpin", ChatPinComponent.class).getConfiguration();
        all.setMaxRetries(1);
        all.setRetryDelay(1);
        all.setRequestTimeout(150);
        String portal = "chatpin:bitrix24?portalUrl={{portal}}";
        from("direct:webhook").routeId("webhook").to(portal + "&authorizationToken=RAW({{authorizationToken}})" + FAST);
        from("direct:token").routeId("token").to(portal + "&accessToken=RAW({{accessToken}})" + FAST);
        from("direct:oauth")
                .routeId("oauth")
                .to(portal
                        + "&accessToken=RAW({{accessToken}})&refreshToken=RAW({{refreshToken}})&clientId={{clientId}}"
                        + "&clientSecret=RAW({{clientSecret}})&tokenUrl={{tokenUrl}}" + FAST);
        from("direct:whatsapp")
                .routeId("whatsapp")
                .to("chatpin:whatsapp?gatewayUrl={{gateway}}&instance=acme&token=RAW({{token}})" + FAST);
        from("direct:sink")
                .routeId("sink")
                .to("kamelet:chatpin-bitrix24-sink?portalUrl={{portal}}&authorizationToken=RAW({{authorizationToken}})"
                        + "&throttleLimit=10000&throttlePeriod=1000");
        from("direct:sink-whatsapp")
                .routeId("sink-whatsapp")
                .to("kamelet:chatpin-whatsapp-sink?gatewayUrl={{gateway}}&instance=acme&token=RAW({{token}})"
                        + "&throttleLimit=10000&throttlePeriod=1000");
    }

    /** What an upstream may do, among it repeating the secrets that it was sent. */
    static List<Fault> faults(String secret) {
        return List.of(
                Fault.none(),
                Fault.html(500),
                Fault.html(403),
                Fault.empty(200),
                Fault.empty(502),
                Fault.truncatedJson(),
                Fault.garbage(),
                Fault.reset(),
                Fault.appliedThenReset(),
                Fault.connectionClosed(),
                Fault.malformedChunk(),
                Fault.hang(),
                Fault.appliedThenHang(),
                Fault.delay(Duration.ofMillis(250)),
                Fault.redirect("https://elsewhere.invalid/"),
                Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"),
                Fault.status(503, "{\"error\":\"OVERLOAD_LIMIT\"}"),
                Fault.status(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"),
                Fault.status(200, "{\"result\":false}"),
                Fault.redirect("https://elsewhere.invalid/rest/1/" + secret + "/im.recent.pin?auth=" + secret),
                about(secret),
                Fault.status(500, "{\"success\":false,\"error\":{\"message\":\"token %s\"}}".formatted(secret)),
                Fault.status(200, "{\"success\":true,\"pinned\":true,\"message\":\"by %s\"}".formatted(secret)));
    }

    /** A refusal of Bitrix24's that repeats a secret. */
    static Fault about(String secret) {
        return Fault.status(400, "{\"error\":\"%s\",\"error_description\":\"about %s\"}".formatted(secret, secret));
    }
}
