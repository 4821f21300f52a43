package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * wwebjs-api (avoylenko/wwebjs-api, chrishubert/whatsapp-api). Its answer is the chat's new state, as WhatsApp's page in
 * a browser has it. Source: its code of July 2026, read in November 2026.
 */
final class Wwebjs implements Gateway, ChatList {

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String NO_SUCH_SESSION = "session_not_found";
    private static final int NOT_FOUND = 404;

    @Override
    public String name() {
        return "wwebjs";
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of("/client/*/*", "/session/*/*", "/ping");
    }

    @Override
    public void check(GatewayAccess access) {
        access.mustHaveInstance();
        access.tokenMustFitAHeader();
        if (!SESSION.matcher(access.instance()).matches()) {
            throw new IllegalArgumentException("instance: may have letters, digits, _ and - only");
        }
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        return access.token() == null ? Map.of() : Map.of("x-api-key", access.token());
    }

    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                (pinned ? "/client/pinChat/" : "/client/unpinChat/") + access.instance(),
                GatewayCall.json().put("chatId", chat.browsersJid()));
    }

    /** {@code result} is the chat's state: false after an unpin, and false where a pin was refused for the cap. */
    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode body = answer.json();
        JsonNode state = body.path("result");
        if (answer.isSuccess() && body.path("success").asBoolean(false) && state.isBoolean()) {
            return pinned && !state.booleanValue()
                    ? GatewayAnswer.Failure.without(Cause.FULL, "result is false")
                    : new GatewayAnswer.State(state.booleanValue(), null, null);
        }
        return listFailure(answer);
    }

    /** Whatever is wrong with the session, the status is that of a path which is not there. */
    @Override
    public GatewayAnswer.Failure listFailure(UpstreamAnswer answer) {
        JsonNode error = answer.json().path("error");
        boolean isOfTheSession = answer.status() == NOT_FOUND
                && error.isTextual()
                && !error.textValue().equalsIgnoreCase(NO_SUCH_SESSION);
        return new GatewayAnswer.Failure(isOfTheSession ? Cause.PASSING : Cause.AS_THE_STATUS_SAYS, error.asText());
    }

    @Override
    public Optional<ChatList> chatList() {
        return Optional.of(this);
    }

    @Override
    public GatewayCall listCall(GatewayAccess access, int offset) {
        return GatewayCall.get("/client/getChats/" + access.instance());
    }

    @Override
    public Optional<String> field() {
        return Optional.of("chats");
    }

    @Override
    public ListedChat item(JsonNode item) {
        return ListedChat.of(item.path("id").path("_serialized"), item.path("name"), item.path("pinned"));
    }

    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get("/session/status/" + access.instance());
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        JsonNode body = answer.json();
        if (!answer.isSuccess() || !body.path("success").isBoolean()) {
            return listFailure(answer);
        }
        String message = body.path("message").asText();
        boolean isConnected = body.path("success").booleanValue()
                && body.path("state").asText().equals("CONNECTED");
        if (isConnected) {
            return new GatewayAnswer.Connected();
        }
        return new GatewayAnswer.Failure(
                message.equalsIgnoreCase(NO_SUCH_SESSION) ? Cause.REFUSED : Cause.PASSING, message);
    }
}
