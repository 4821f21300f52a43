package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * gowa (aldinokemal/go-whatsapp-web-multidevice), from version 7.2. It echoes what it was asked for, and does not tell
 * which chats are pinned. Source: its code at version 9.2 and its OpenAPI description, read in November 2026.
 */
final class Gowa implements Gateway {

    // Versions from 8.0 on read the header differently where it has other characters: newer ones decode it.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:@-]+");
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("[^:]+:.+");
    private static final String NOT_LOGGED_IN = "not logged in";

    @Override
    public String name() {
        return "gowa";
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of("/chat/*/pin", "/chats", "/app/*", "/devices/*/*");
    }

    @Override
    public void check(GatewayAccess access) {
        if (access.token() != null && access.token().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("token: contains a line end or another control character");
        }
        if (access.token() != null && !USER_AND_PASSWORD.matcher(access.token()).matches()) {
            throw new IllegalArgumentException("token: must be user:password, the user and password of gowa's basic"
                    + " authentication; the first colon parts them");
        }
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        Map<String, String> headers = new TreeMap<>();
        if (access.token() != null) {
            headers.put("Authorization", "Basic " + inBase64(access.token()));
        }
        if (access.instance() != null) {
            headers.put("X-Device-Id", deviceId(access.instance()));
        }
        return headers;
    }

    private static String inBase64(String token) {
        return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String deviceId(String instance) {
        return PLAIN.matcher(instance).matches() ? instance : URLEncoder.encode(instance, StandardCharsets.UTF_8);
    }

    @Override
    public List<String> secrets(GatewayAccess access) {
        String token = access.token();
        return token == null ? List.of() : List.of(token.substring(token.indexOf(':') + 1), inBase64(token));
    }

    /** The {@code @} goes as it is: versions before 9 take {@code %40} for a part of the name, and pin nothing. */
    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                "/chat/" + chat.jid() + "/pin", GatewayCall.json().put("pinned", pinned)); // without it, it unpins
    }

    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode body = answer.json();
        JsonNode results = body.path("results");
        if (answer.isSuccess()
                && body.path("code").asText().equals("SUCCESS")
                && results.path("pinned").isBoolean()) {
            return new GatewayAnswer.State(
                    results.path("pinned").booleanValue(),
                    results.path("chat_jid").textValue(),
                    results.path("message").textValue());
        }
        return failure(body);
    }

    private static GatewayAnswer failure(JsonNode body) {
        String text = body.path("message").asText();
        String code = body.path("code").asText();
        Cause cause =
                switch (code.toUpperCase(Locale.ROOT)) {
                    case "AUTHENTICATION_ERROR" ->
                        text.toLowerCase(Locale.ROOT).contains(NOT_LOGGED_IN) ? Cause.CREDENTIALS : Cause.PASSING;
                    case "INVALID_JID" -> Cause.PERHAPS_REFUSED; // or it could not look the number up
                    default -> Cause.AS_THE_STATUS_SAYS;
                };
        return new GatewayAnswer.Failure(cause, code.isBlank() ? null : code, text);
    }

    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get("/app/status");
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        JsonNode body = answer.json();
        JsonNode results = body.path("results");
        if (!answer.isSuccess() || !results.path("is_connected").isBoolean()) {
            return failure(body);
        }
        if (!results.path("is_logged_in").asBoolean(true)) {
            return GatewayAnswer.Failure.without(Cause.CREDENTIALS, "the device is not logged in to WhatsApp");
        }
        return results.path("is_connected").booleanValue()
                ? new GatewayAnswer.Connected()
                : GatewayAnswer.Failure.without(Cause.PASSING, "the device is not connected to WhatsApp");
    }
}
