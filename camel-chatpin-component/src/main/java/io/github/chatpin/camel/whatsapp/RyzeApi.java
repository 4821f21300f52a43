package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.http.StatusKind;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.text.JsonText;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * RyzeAPI. It has no error codes: status and text have to do. It does not tell which chats are pinned. Source: its page
 * "Pin chat", read in November 2026.
 */
final class RyzeApi implements Gateway {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?");
    private static final List<String> TEXTS = List.of("message", "error", "text", "description");
    private static final int MOST_TEXT = 2000;
    private static final Pattern KEY = Pattern.compile("\"\\w+\"\\s*:");
    private static final String CONNECTED = "connected";
    private static final int CONFLICT = 409;
    private static final int ANY_FAULT = 500;

    @Override
    public String name() {
        return "ryzeapi";
    }

    @Override
    public Set<String> options() {
        return Set.of("pinPath");
    }

    @Override
    public Optional<String> url() {
        return Optional.of("https://ryzeapi.cloud");
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of(pinPath(access) + "/*", "/api/chat/pinChat/*", "/api/chat/pin/*", "/api/instance/*");
    }

    @Override
    public void check(GatewayAccess access) {
        access.mustHaveInstance();
        access.mustHaveToken();
        if (access.pinPath() == null || !PATH.matcher(access.pinPath()).matches()) {
            throw new IllegalArgumentException("pinPath: must be a path such as /api/chat/pinChat");
        }
    }

    @Override
    public Optional<UpstreamLimit> limit() {
        return Optional.of(UpstreamLimit.RYZEAPI);
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        return Map.of("token", access.token());
    }

    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                pinPath(access) + "/" + access.instanceInPath(),
                GatewayCall.json().put("number", chat.id()).put("pin", pinned));
    }

    private static String pinPath(GatewayAccess access) {
        String path = access.pinPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode body = answer.json();
        JsonNode state = body.path("pinned");
        if (answer.isSuccess() && body.path("success").asBoolean(false) && state.isBoolean()) {
            return new GatewayAnswer.State(
                    state.booleanValue(),
                    body.path("chat_jid").textValue(),
                    body.path("message").textValue());
        }
        String text = text(body);
        return new GatewayAnswer.Failure(cause(answer, text, pinned), text);
    }

    private static Cause cause(UpstreamAnswer answer, String text, boolean pinned) {
        int status = answer.status();
        StatusKind kind = StatusKind.of(status);
        if (kind != StatusKind.REFUSAL && kind != StatusKind.FAULT) {
            return Cause.AS_THE_STATUS_SAYS;
        }
        ErrorText error = new ErrorText(text);
        if (pinned && error.tellsOfTooManyPins()) {
            return Cause.FULL;
        }
        if (error.tellsWhatPasses() || status == CONFLICT) {
            return Cause.PASSING;
        }
        boolean namesNoCause = status == ANY_FAULT && !new ErrorText(allTexts(answer)).namesACause();
        return namesNoCause ? Cause.PERHAPS_FULL : Cause.AS_THE_STATUS_SAYS;
    }

    private static String text(JsonNode body) {
        JsonNode error = body.path("error");
        String text = error.isNumber() ? "" : JsonText.first(error, TEXTS); // a number repeats the status
        return text.isBlank() ? JsonText.first(body.path("message"), TEXTS) : text;
    }

    /** Returns all that an answer says, wherever it stands: what tells a cause may stand beside what tells none. */
    private static String allTexts(UpstreamAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return KEY.matcher(body.substring(0, Math.min(body.length(), MOST_TEXT)))
                .replaceAll(" ");
    }

    /** An empty name would list all of the token's instances. */
    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get("/api/instance/list?instanceName=" + access.instanceInPath());
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        JsonNode body = answer.json();
        JsonNode instances = body.path("instances");
        if (!answer.isSuccess() || !body.path("success").asBoolean(false) || !instances.isArray()) {
            return new GatewayAnswer.Failure(Cause.AS_THE_STATUS_SAYS, text(body));
        }
        for (JsonNode candidate : instances) {
            if (candidate.path("name").asText().equals(access.instance())) {
                String state = candidate.path("connection").path("state").asText("unknown");
                return state.equals(CONNECTED)
                        ? new GatewayAnswer.Connected()
                        : GatewayAnswer.Failure.without(
                                Cause.PASSING, "the instance's connection to WhatsApp is " + state);
            }
        }
        return GatewayAnswer.Failure.without(Cause.CREDENTIALS, "the token has no such instance");
    }
}
