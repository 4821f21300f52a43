package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;

// snippet pigeon
/** A made-up gateway: one address to pin, to unpin and to list. */
final class Pigeon implements Gateway, ChatList {

    @Override
    public String name() {
        return "pigeon";
    }

    @Override
    public List<String> ownPaths(GatewayAccess access) {
        return List.of("/lofts/*/pins");
    }

    @Override
    public void check(GatewayAccess access) {
        access.mustHaveInstance();
        access.mustHaveToken();
    }

    @Override
    public Map<String, String> headers(GatewayAccess access) {
        return Map.of("Authorization", "Bearer " + access.token());
    }

    private static String loft(GatewayAccess access) {
        return "/lofts/" + access.instanceInPath();
    }

    @Override
    public GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned) {
        return new GatewayCall(
                loft(access) + "/pins",
                GatewayCall.json().put("chat", chat.jid()).put("on", pinned));
    }

    @Override
    public GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned) {
        JsonNode on = answer.json().path("on");
        return answer.isSuccess() && on.isBoolean()
                ? new GatewayAnswer.State(on.booleanValue(), null, null)
                : listFailure(answer);
    }

    @Override
    public GatewayAnswer.Failure listFailure(UpstreamAnswer answer) {
        String why = answer.json().path("why").asText();
        Cause cause =
                switch (why) {
                    case "asleep" -> Cause.PASSING;
                    case "full" -> Cause.FULL;
                    default -> Cause.AS_THE_STATUS_SAYS;
                };
        return new GatewayAnswer.Failure(cause, why);
    }

    @Override
    public Optional<ChatList> chatList() {
        return Optional.of(this);
    }

    @Override
    public GatewayCall listCall(GatewayAccess access, int offset) {
        return GatewayCall.get(loft(access) + "/pins");
    }

    @Override
    public ListedChat item(JsonNode item) {
        return ListedChat.of(item.path("chat"), item.path("title"), item.path("on"));
    }

    @Override
    public GatewayCall status(GatewayAccess access) {
        return GatewayCall.get(loft(access));
    }

    @Override
    public GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer) {
        return answer.json().path("awake").asBoolean() ? new GatewayAnswer.Connected() : listFailure(answer);
    }
}
// end
