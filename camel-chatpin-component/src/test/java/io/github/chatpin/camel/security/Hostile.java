package io.github.chatpin.camel.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody may send who wishes us ill. */
final class Hostile {

    private Hostile() {}

    /** Returns headers that point somewhere else, and values of other kinds than expected. */
    static Map<String, String> headers(String elsewhere) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : List.of(
                "CamelHttpUri",
                "CamelHttpUrl",
                "CamelHttpBaseUri",
                "CamelDestinationOverrideUrl",
                "CamelHttpHost",
                "portalUrl",
                "gatewayUrl",
                "tokenUrl",
                "CamelChatPinPortalUrl",
                "CamelChatPinGatewayUrl",
                "CamelRestHttpUri",
                "CamelToEndpoint",
                "CamelSlipEndpoint",
                "X-Forwarded-Host",
                "Location",
                "Referer")) {
            headers.put(name, elsewhere);
        }
        for (String name : List.of(
                "Authorization",
                "Proxy-Authorization",
                "token",
                "authorizationToken",
                "accessToken",
                "auth",
                "Cookie",
                "CamelAuthentication",
                "CamelChatPinToken",
                "CamelChatPinAuthorizationToken",
                "instance")) {
            headers.put(name, "Bearer stolen");
        }
        headers.put("CamelHttpPath", "/rest/9/other/im.recent.pin");
        headers.put("CamelHttpQuery", "auth=stolen&PIN=N");
        headers.put("CamelHttpRawQuery", "auth=stolen&PIN=N");
        headers.put("CamelRestHttpQuery", "auth=stolen&PIN=N");
        headers.put("CamelHttpMethod", "DELETE");
        headers.put("CamelHttpPort", "1");
        headers.put("CamelHttpScheme", "ftp");
        headers.put("CamelHttpProtocolVersion", "HTTP/1.0");
        headers.put("CamelHttpCharacterEncoding", "UTF-16");
        headers.put("CamelCharsetName", "UTF-16");
        headers.put("Content-Encoding", "identity");
        headers.put("Content-Language", "x");
        headers.put("Content-Type", "application/json; charset=UTF-16");
        headers.put("Accept", "text/html");
        headers.put("User-Agent", "hostile");
        headers.put("Host", "elsewhere.invalid");
        headers.put("X-Http-Method-Override", "DELETE");
        headers.put("SOAPAction", "x");
        headers.put("DIALOG_ID", "chat99");
        headers.put("PIN", "N");
        headers.put("number", "5511000000000");
        headers.put("chatId", "chat99");
        headers.put("pinned", "false");
        headers.put("method", "imopenlines.session.mode.unpinAll");
        headers.put("operation", "unpinAll");
        headers.put("CamelChatPinOperation", "unpinAll");
        headers.put("CamelChatPinMethod", "imopenlines.session.mode.pin");
        headers.put("CamelChatPinAttempts", "99");
        headers.put("CamelChatPinChatJid", "5511000000000@s.whatsapp.net");
        headers.put("CamelChatPinBatchSize", "50");
        headers.put("CamelChatPinRateLimitRemaining", "0");
        headers.put("CamelChatPinRateLimitReset", "99999999999");
        headers.put("CamelChatPinOperating", "480");
        headers.put("CamelChatPinOperatingResetAt", "99999999999");
        return headers;
    }

    /** Returns bodies that look like requests for pins, and such that break things. */
    static List<String> bodies() {
        return List.of(
                "{\"chatId\":\"chat99\",\"pinned\":false}",
                "[\"chat98\",\"chat99\"]",
                "[{\"chatId\":\"chat99\",\"pinned\":false}]",
                "{\"portalUrl\":\"http://127.0.0.1:1\",\"authorizationToken\":\"1/stolen\"}",
                "DIALOG_ID=chat99&PIN=N&auth=stolen",
                "chat1&PIN=N",
                "chat99",
                "chat99\r\nX-Injected: yes\r\n\r\n",
                "<pin chatId=\"chat99\"/>",
                "\u0000\uFFFF",
                "x".repeat(1 << 20));
    }

    /** Returns a header's name in several cases. */
    static List<String> spellings(String name) {
        StringBuilder mixed = new StringBuilder();
        IntStream.range(0, name.length())
                .forEach(i -> mixed.append(
                        i % 2 == 0 ? Character.toLowerCase(name.charAt(i)) : Character.toUpperCase(name.charAt(i))));
        return Stream.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), mixed.toString())
                .distinct()
                .toList();
    }
}
