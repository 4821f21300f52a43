package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * wwebjs-api, and whatsapp-api before it. Its result is the chat's new state: false after an unpin, and after a pin that
 * the cap refused.
 */
final class WwebjsServer implements GatewayServer {

    private static final String CHAT_ID = "chatId";
    private static final Set<String> BODY_FIELDS = Set.of(CHAT_ID);

    private final GatewayState state;
    private final BrowserEngine browser;
    private final List<GatewayRoute> routes;

    WwebjsServer(GatewayState state) {
        this.state = state;
        browser = new BrowserEngine(state);
        String base = state.settings().basePath();
        routes = List.of(
                GatewayRoute.post(
                        base + "/client/pinChat/{session}",
                        "pinChat",
                        WwebjsServer::chatViolations,
                        request -> onConnected(request, phone -> set(request, phone, true))),
                GatewayRoute.post(
                        base + "/client/unpinChat/{session}",
                        "unpinChat",
                        WwebjsServer::chatViolations,
                        request -> onConnected(request, phone -> set(request, phone, false))),
                GatewayRoute.post(
                        base + "/client/getChatById/{session}",
                        "getChat",
                        WwebjsServer::chatViolations,
                        request -> onConnected(request, phone -> chat(request, phone))),
                GatewayRoute.get(
                        base + "/client/getChats/{session}",
                        "listChats",
                        request -> onConnected(request, phone -> list(request, phone))),
                GatewayRoute.get(
                        base + "/session/status/{session}", "status", request -> authorized(request, this::status)),
                GatewayRoute.health(base + "/ping", WwebjsServer::ping));
    }

    @Override
    public List<GatewayRoute> routes() {
        return routes;
    }

    @Override
    public Answer notFound(IncomingRequest incoming) {
        return ExpressPage.notFound(incoming);
    }

    @Override
    public Credentials credentials(IncomingRequest incoming) {
        return incoming.headers().containsKey("x-api-key") ? Credentials.API_KEY : Credentials.NONE;
    }

    private Answer authorized(GatewayRequest request, Function<GatewayRequest, Answer> work) {
        String key = state.firstPhone().token();
        if (request.isMalformed()) {
            return ExpressPage.malformedBody();
        }
        if (!key.isEmpty() && !request.header("x-api-key").equals(key)) {
            return error(403, "Invalid API key");
        }
        return request.part("session").matches("[\\w-]+")
                ? work.apply(request)
                : error(422, "Session should be alphanumerical or -");
    }

    private Answer onConnected(GatewayRequest request, Function<Phone, Answer> work) {
        return authorized(request, authorized -> {
            Optional<Phone> phone = state.phone(request.part("session"));
            return phone.filter(Phone::isConnected).map(work).orElseGet(() -> error(404, message(phone)));
        });
    }

    private static String message(Optional<Phone> phone) {
        return phone.map(found -> found.isConnected() ? "session_connected" : "session_not_connected")
                .orElse("session_not_found");
    }

    private Answer set(GatewayRequest request, Phone phone, boolean pinned) {
        if (chatId(request).isEmpty()) {
            return error(500, "wid error: invalid wid");
        }
        return browser.lookUp(phone, chatId(request).get().toString())
                .map(chat -> browser.set(phone, chat, pinned, request.seat(), WwebjsServer::result))
                .orElseGet(() -> error(500, "Cannot read properties of undefined (reading 'pin')"));
    }

    private static Answer result(boolean isPinned) {
        return Answer.json(200, Json.object().put("success", true).put("result", isPinned));
    }

    private static Optional<Jid> chatId(GatewayRequest request) {
        return request.fields().get(CHAT_ID) instanceof String text
                ? Jid.parse(text).filter(jid -> Jid.ofWeb(text).isPresent())
                : Optional.empty();
    }

    private static List<String> chatViolations(GatewayRequest request) {
        List<String> violations = new ArrayList<>(request.bodyViolations(BODY_FIELDS));
        if (chatId(request).isEmpty()) {
            violations.add("chatId is not a chat's id: " + request.fields().get(CHAT_ID));
        }
        return violations;
    }

    private Answer chat(GatewayRequest request, Phone phone) {
        return chatId(request)
                .map(Jid::neutral)
                .flatMap(phone::chat)
                .map(chat -> {
                    ObjectNode body = Json.object().put("success", true);
                    body.set("chat", described(chat));
                    return Answer.json(200, body);
                })
                .orElseGet(() -> error(500, "Chat not found"));
    }

    private Answer list(GatewayRequest request, Phone phone) {
        return state.list(request.seat(), () -> {
            ObjectNode body = Json.object().put("success", true);
            ArrayNode chats = body.putArray("chats");
            phone.chatsPinnedFirst().forEach(chat -> chats.add(described(chat)));
            return Answer.json(200, body);
        });
    }

    private static ObjectNode described(Phone.Chat chat) {
        ObjectNode description = Json.object();
        description.set("id", chat.jid().webId());
        return description
                .put("name", chat.title())
                .put("isGroup", chat.jid().isGroup())
                .put("unreadCount", 0)
                .put("timestamp", chat.since().getEpochSecond())
                .put("archived", false)
                .put("pinned", chat.isPinned())
                .put("isMuted", false);
    }

    private Answer status(GatewayRequest request) {
        Optional<Phone> phone = state.phone(request.part("session"));
        return Answer.json(
                200,
                Json.object()
                        .put("success", phone.filter(Phone::isConnected).isPresent())
                        .put(
                                "state",
                                phone.map(found -> wireName(found.state())).orElse(null))
                        .put("message", message(phone)));
    }

    /** Null as long as there is no socket. */
    private static String wireName(InstanceState state) {
        return switch (state) {
            case CONNECTED -> "CONNECTED";
            case CONNECTING -> "OPENING";
            case DISCONNECTED -> null;
            case LOGGED_OUT -> "UNPAIRED";
        };
    }

    private static Answer ping() {
        return Answer.json(200, Json.object().put("success", true).put("message", "pong"));
    }

    private static Answer error(int status, String error) {
        return Answer.json(status, Json.object().put("success", false).put("error", error));
    }
}
