package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/** What a correct client sends to each of the gateways. Chats are in WhatsApp's neutral form. */
final class GatewayClient {

    private final FakeGateway gateway;
    private final PlainClient client = new PlainClient();

    GatewayClient(FakeGateway gateway) {
        this.gateway = gateway;
    }

    PlainClient.Reply pin(String jid) {
        return set(gateway.session(), jid, true);
    }

    PlainClient.Reply unpin(String jid) {
        return set(gateway.session(), jid, false);
    }

    PlainClient.Reply set(String session, String jid, boolean pinned) {
        return PlainClient.join(setLater(session, jid, pinned));
    }

    CompletableFuture<PlainClient.Reply> setLater(String session, String jid, boolean pinned) {
        return client.postJsonLater(pinUrl(session, jid, pinned), pinBody(jid, pinned), headers(session));
    }

    PlainClient.Reply list() {
        return gateway.gateway().equals("wppconnect")
                ? client.postJson(listUrl(), "{}", headers(gateway.session()))
                : client.get(listUrl(), headers(gateway.session()));
    }

    /** The pinned chats as the list writes them, in its order. */
    List<String> listedPins() {
        JsonNode json = list().json();
        JsonNode chats = gateway.gateway().equals("wwebjs") ? json.path("chats") : json;
        return StreamSupport.stream(chats.spliterator(), false)
                .filter(chat ->
                        chat.path("pinned").asBoolean() || chat.path("pin").asLong() > 0)
                .map(chat -> chat.path("id").isTextual()
                        ? chat.path("id").asText()
                        : chat.path("id").path("_serialized").asText())
                .toList();
    }

    PlainClient.Reply status() {
        return client.get(gateway.url() + statusPath(), headers(gateway.session()));
    }

    String[] headers(String session) {
        String token = gateway.token(session);
        return switch (gateway.gateway()) {
            case "gowa" -> new String[] {"Authorization", basic(token), "X-Device-Id", session};
            case "wppconnect" -> new String[] {"Authorization", "Bearer " + token};
            default -> new String[] {"X-API-Key", token};
        };
    }

    static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    }

    private String statusPath() {
        String session = gateway.session();
        return switch (gateway.gateway()) {
            case "gowa" -> "/app/status";
            case "openwa" -> "/api/sessions/" + session;
            case "wwebjs" -> "/session/status/" + session;
            default -> "/api/" + session + "/status-session";
        };
    }

    private String listUrl() {
        String session = gateway.session();
        return gateway.url()
                + switch (gateway.gateway()) {
                    case "gowa" -> "/chats";
                    case "openwa" -> "/api/sessions/" + session + "/chats";
                    case "wwebjs" -> "/client/getChats/" + session;
                    default -> "/api/" + session + "/list-chats";
                };
    }

    private String pinUrl(String session, String jid, boolean pinned) {
        return gateway.url()
                + switch (gateway.gateway()) {
                    case "gowa" -> "/chat/" + jid + "/pin";
                    case "openwa" -> "/api/sessions/" + session + "/chats/pin";
                    case "wwebjs" -> "/client/" + (pinned ? "pinChat/" : "unpinChat/") + session;
                    default -> "/api/" + session + "/pin-chat";
                };
    }

    private String pinBody(String jid, boolean pinned) {
        String web = jid.replace("@s.whatsapp.net", "@c.us");
        return switch (gateway.gateway()) {
            case "gowa" -> "{\"pinned\":%s}".formatted(pinned);
            case "openwa" -> "{\"chatId\":\"%s\",\"pin\":%s}".formatted(web, pinned);
            case "wwebjs" -> "{\"chatId\":\"%s\"}".formatted(web);
            default ->
                "{\"phone\":\"%s\",\"state\":\"%s\",\"isGroup\":%s,\"isLid\":%s,\"isNewsletter\":%s}"
                        .formatted(
                                web, pinned, jid.endsWith("@g.us"), jid.endsWith("@lid"), jid.endsWith("@newsletter"));
        };
    }
}
