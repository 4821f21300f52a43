package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.text.JsonText;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * OpenWA (rmyndharis/OpenWA). What its yes proves depends on its engine, which the answer does not name: with a browser
 * the pin was made, with Baileys it was sent. Source: its code of August 2026 and its API specification, read in
 * November 2026.
 */
final class OpenWa implements Gateway, ChatList {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final List<String> TEXTS = List.of("message", "error");
    private static final int PAGE = 1000;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    @Override
    public String name() {
        return "openwa";
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of("/api/sessions/*/*/*", "/api/health/*");
    }

    @Override
    public void check(GatewayAccess access) {
        access.mustHaveInstance();
        access.mustHaveToken();
        if (!UUID.matcher(access.instance()).matches()) {
            throw new IllegalArgumentException("instance: must be the session's id, a UUID, and not its name; GET"
                    + " /api/sessions?name=… tells it");
        }
    }

    @Override
    public Optional<UpstreamLimit> limit() {
        return Optional.of(UpstreamLimit.RYZEAPI); // the same numbers: 100 a minute
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        return Map.of("X-API-Key", access.token());
    }

    private static String session(GatewayAccess access) {
        return "/api/sessions/" + access.instance();
    }

    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                session(access) + "/chats/pin",
                GatewayCall.json().put("chatId", chat.browsersJid()).put("pin", pinned)); // any other field is refused
    }

    /** Only a pin can be refused so, and only for the cap. */
    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode success = answer.json().path("success");
        if (answer.isSuccess() && success.isBoolean()) {
            if (success.booleanValue()) {
                return new GatewayAnswer.State(pinned, null, null);
            }
            return GatewayAnswer.Failure.without(pinned ? Cause.FULL : Cause.AS_THE_STATUS_SAYS, "success is false");
        }
        return listFailure(answer);
    }

    @Override
    public GatewayAnswer.Failure listFailure(UpstreamAnswer answer) {
        String text = JsonText.first(answer.json(), TEXTS);
        boolean isNotReady = answer.status() == CONFLICT
                || answer.status() == BAD_REQUEST
                        && text.toLowerCase(Locale.ROOT).contains("not started");
        return new GatewayAnswer.Failure(isNotReady ? Cause.PASSING : Cause.AS_THE_STATUS_SAYS, text);
    }

    @Override
    public Optional<ChatList> chatList() {
        return Optional.of(this);
    }

    @Override
    public GatewayCall listCall(GatewayAccess access, int offset) {
        return GatewayCall.get(session(access) + "/chats?limit=" + PAGE + "&offset=" + offset);
    }

    @Override
    public int page() {
        return PAGE;
    }

    /** Versions before the flag was added have no {@code pinned}: that is unknown, and not false. */
    @Override
    public ListedChat item(JsonNode item) {
        return ListedChat.of(item.path("id"), item.path("name"), item.path("pinned"));
    }

    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get(session(access));
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        JsonNode status = answer.json().path("status");
        if (!answer.isSuccess() || !status.isTextual()) {
            return listFailure(answer);
        }
        return status.textValue().equals("ready")
                ? new GatewayAnswer.Connected()
                : GatewayAnswer.Failure.without(Cause.PASSING, "the session is " + status.textValue());
    }
}
