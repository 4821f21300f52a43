package io.github.chatpin.example.karaf;

import io.github.chatpin.camel.BulkPinException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Pins the chats that are listed in files, with a folder for each platform. */
final class PinRoutes extends RouteBuilder {

    // snippet routes
    private static final String FILES = "?include=.*csv&readLock=changed&move=.done&moveFailed=.failed";

    @Override
    public void configure() {
        // What could be pinned is pinned. Corrected, the whole file may come again: that does no harm.
        onException(BulkPinException.class)
                .logExhausted(false)
                .split(simple("${exception.failures}"))
                .log(
                        LoggingLevel.WARN,
                        "${file:name}: ${body.request.chatId} ${body.cause.class.simpleName}: ${body.cause.message}");

        from("file:{{folder}}/bitrix24" + FILES)
                .routeId("bitrix24")
                .bean(PinRoutes.class, "chats")
                .to("chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
                        + "&authorizationToken=RAW({{bitrix24.authorizationToken}})")
                .log("${file:name}: ${body.size} done");

        from("file:{{folder}}/whatsapp" + FILES)
                .routeId("whatsapp")
                .bean(PinRoutes.class, "chats")
                .to("chatpin:whatsapp?gateway={{whatsapp.gateway:ryzeapi}}&gatewayUrl={{whatsapp.gatewayUrl}}"
                        + "&instance={{whatsapp.instance}}&token=RAW({{whatsapp.token}})")
                .log("${file:name}: ${body.size} done");
    }

    /** {@return the chats of a file's lines, {@code chat17} or {@code chat17,false}} */
    public static List<Map<String, String>> chats(@Body String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split(",", 2))
                .map(line -> line.length == 1
                        ? Map.of("chatId", line[0])
                        : Map.of("chatId", line[0], "pinned", line[1].strip()))
                .toList();
    }
    // end
}
