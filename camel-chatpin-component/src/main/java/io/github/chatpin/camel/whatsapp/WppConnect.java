package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.text.JsonText;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import io.github.chatpin.camel.whatsapp.WhatsAppChat.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * WPPConnect-server. It makes the chat's id anew of digits and of flags that say which kind of chat it is, says the same
 * to a pin and to an unpin, and echoes nothing. Source: its code at version 2.10.4, read in November 2026.
 */
final class WppConnect implements Gateway, ChatList {

    private static final List<String> TEXTS = List.of("message", "error");
    private static final List<String> CAUSES = List.of("text", "message");

    /** A person's number with more digits is taken for a LID. */
    private static final int MOST_DIGITS = 14;

    private static final String DONE = "Chat fixed"; // a pin and an unpin
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int ANY_FAULT = 500;

    @Override
    public String name() {
        return "wppconnect";
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of("/api/*/*/*", "/healthz"); // the longest is generate-token's, which has a secret
    }

    @Override
    public void check(GatewayAccess access) {
        access.mustHaveInstance();
        access.mustHaveToken();
        if (access.instance().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "instance: has a colon; give the session alone, and what follows the colon" + " as token");
        }
        if (access.token().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "token: has a colon; of what generate-token answers give token, not full, which begins with the"
                            + " session");
        }
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        return Map.of("Authorization", "Bearer " + access.token());
    }

    @Override
    public Optional<String> lacksAFormFor(WhatsAppChat chat) {
        return chat.kind() == Kind.PERSON && chat.user().length() > MOST_DIGITS
                ? Optional.of("wppconnect takes a number of more than " + MOST_DIGITS + " digits for a LID")
                : Optional.empty();
    }

    private static String path(GatewayAccess access, String call) {
        return "/api/" + access.instanceInPath() + "/" + call;
    }

    /** The state is a text: the boolean true unpins, although the API's description has it. */
    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                path(access, "pin-chat"),
                GatewayCall.json()
                        .put("phone", chat.user())
                        .put("isGroup", chat.kind() == Kind.GROUP)
                        .put("isNewsletter", chat.kind() == Kind.NEWSLETTER)
                        .put("isLid", chat.kind() == Kind.LID)
                        .put("state", String.valueOf(pinned)));
    }

    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode body = answer.json();
        String message = body.path("response").path("message").asText();
        if (answer.isSuccess() && body.path("status").asText().equals("success") && message.equals(DONE)) {
            return new GatewayAnswer.State(pinned, null, message);
        }
        return listFailure(answer);
    }

    /**
     * 400 says that a number does not exist, or could not be looked up: then the pin may have been made after the answer.
     */
    @Override
    public GatewayAnswer.Failure listFailure(UpstreamAnswer answer) {
        JsonNode body = answer.json();
        String text = JsonText.first(body, TEXTS);
        boolean isOfTheSession = body.path("status").isTextual();
        if (answer.status() == NOT_FOUND && isOfTheSession) {
            return new GatewayAnswer.Failure(Cause.PASSING, text);
        }
        if (answer.status() == BAD_REQUEST && isOfTheSession) {
            return new GatewayAnswer.Failure(Cause.PERHAPS_REFUSED, text);
        }
        String why = JsonText.first(body.path("error"), CAUSES); // where WhatsApp's page has told
        boolean namesNoCause = answer.status() == ANY_FAULT && isOfTheSession && !new ErrorText(why).namesACause();
        return new GatewayAnswer.Failure(
                namesNoCause ? Cause.PERHAPS_FULL : Cause.AS_THE_STATUS_SAYS,
                why.isBlank() || why.equals(text) ? text : text + ", " + why);
    }

    @Override
    public Optional<ChatList> chatList() {
        return Optional.of(this);
    }

    @Override
    public GatewayCall listCall(GatewayAccess access, int offset) {
        return new GatewayCall(path(access, "list-chats"), GatewayCall.json());
    }

    /** {@code pin} is when the chat was pinned, 0 if it is not. */
    @Override
    public ListedChat item(JsonNode item) {
        JsonNode name = item.path("name");
        return ListedChat.of(
                item.path("id").path("_serialized"),
                ListedChat.title(name) != null ? name : item.path("contact").path("formattedName"),
                item.path("pin"));
    }

    @Override
    public boolean tellsWhen() {
        return true;
    }

    /** check-connection-session says yes as soon as it could ask, whatever the answer. */
    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get(path(access, "status-session"));
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        String status = answer.json().path("status").asText();
        if (!answer.isSuccess() || status.isEmpty()) {
            return listFailure(answer);
        }
        return status.equals("CONNECTED")
                ? new GatewayAnswer.Connected()
                : GatewayAnswer.Failure.without(Cause.PASSING, "the session is " + status);
    }
}
