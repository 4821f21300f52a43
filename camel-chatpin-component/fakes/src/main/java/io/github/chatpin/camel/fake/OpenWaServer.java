package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * OpenWA, as it runs in production. With a browser for its engine it sees the cap, and refuses with success false; with
 * Baileys it reports success for whatever it has sent.
 */
final class OpenWaServer implements GatewayServer {

    private static final int MOST_CHATS = 1000;
    private static final String CHAT_ID = "chatId";
    private static final String PIN = "pin";
    private static final String SESSION = "{session}";
    private static final Set<String> BODY_FIELDS = Set.of(CHAT_ID, PIN);
    private static final String BEARER = "Bearer ";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final GatewayState state;
    private final BrowserEngine browser;
    private final List<GatewayRoute> routes;

    OpenWaServer(GatewayState state) {
        this.state = state;
        browser = new BrowserEngine(state);
        String base = state.settings().basePath() + "/api";
        routes = List.of(
                new GatewayRoute(
                        "POST",
                        base + "/sessions/" + SESSION + "/chats/pin",
                        request -> asksToPin(request).orElse(true) ? "pinChat" : "unpinChat",
                        OpenWaServer::pinViolations,
                        request -> authorized(request, this::pin)),
                GatewayRoute.get(
                        base + "/sessions/" + SESSION + "/chats",
                        "listChats",
                        request -> GatewayPage.violations(request, MOST_CHATS, Set.of()),
                        request -> authorized(request, this::list)),
                GatewayRoute.get(base + "/sessions/" + SESSION, "status", request -> authorized(request, this::status)),
                GatewayRoute.health(base + "/health", OpenWaServer::health),
                GatewayRoute.health(base + "/health/live", OpenWaServer::health),
                GatewayRoute.health(base + "/health/ready", OpenWaServer::health));
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    @Override
    public List<GatewayRoute> routes() {
        return routes;
    }

    @Override
    public Answer notFound(IncomingRequest incoming) {
        return error(404, "Cannot " + incoming.httpMethod() + " " + incoming.path());
    }

    @Override
    public Credentials credentials(IncomingRequest incoming) {
        if (!incoming.headers().getOrDefault("x-api-key", "").isEmpty()) {
            return Credentials.API_KEY;
        }
        return bearer(incoming).isEmpty() ? Credentials.NONE : Credentials.BEARER;
    }

    @Override
    public Optional<Answer> refusal(GatewayRoute route, Instant now) {
        return route.template().contains(SESSION)
                ? state.limits().add(route.template(), now).map(this::tooMany)
                : Optional.empty();
    }

    private Answer tooMany(RouteLimits.Refusal refusal) {
        String seconds = Long.toString(refusal.seconds());
        Answer answer = Answer.json(
                        429,
                        Json.object().put("statusCode", 429).put("message", "ThrottlerException: Too Many Requests"))
                .with(Map.of("Retry-After-" + refusal.limit(), seconds));
        return state.settings().plainRetryAfter() ? answer.with(Map.of("Retry-After", seconds)) : answer;
    }

    private Answer authorized(GatewayRequest request, Function<GatewayRequest, Answer> work) {
        if (request.isMalformed()) {
            return error(400, "Unexpected token in JSON");
        }
        String key = request.header("x-api-key").isEmpty() ? bearer(request.incoming()) : request.header("x-api-key");
        if (key.isEmpty()) {
            return error(401, "API key is required");
        }
        if (!key.equals(state.firstPhone().token())) {
            return error(401, "Invalid API key");
        }
        if (!isUuid(request.part("session"))) {
            return error(400, "Validation failed (uuid is expected)");
        }
        return work.apply(request);
    }

    private Answer onSession(GatewayRequest request, Function<Phone, Answer> work) {
        return state.phone(request.part("session")).map(work).orElseGet(() -> error(404, "Session not found"));
    }

    private Answer onReadySession(GatewayRequest request, Function<Phone, Answer> work) {
        return onSession(request, phone -> switch (phone.state()) {
            case CONNECTED -> work.apply(phone);
            case LOGGED_OUT -> error(400, "Session is not started");
            case CONNECTING, DISCONNECTED -> error(409, "Session is not ready: " + wireName(phone.state()));
        });
    }

    private static String bearer(IncomingRequest incoming) {
        String sent = incoming.headers().getOrDefault("authorization", "");
        return sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? sent.substring(BEARER.length()).strip()
                : "";
    }

    private Answer pin(GatewayRequest request) {
        Optional<Boolean> pin = asksToPin(request);
        if (pin.isEmpty()
                || chatId(request).isEmpty()
                || !BODY_FIELDS.containsAll(request.fields().keySet())) {
            return badRequest();
        }
        return onReadySession(
                request,
                phone -> state.settings().baileys()
                        ? send(request, phone, chatId(request).get(), pin.get())
                        : setInBrowser(request, phone, chatId(request).get(), pin.get()));
    }

    private Answer send(GatewayRequest request, Phone phone, Jid chat, boolean pinned) {
        return state.change(phone, request.seat(), () -> {
            Optional.of(chat.neutral()).filter(Jid::isNeutral).ifPresent(jid -> phone.set(jid, pinned, state.now()));
            return success(true);
        });
    }

    private Answer setInBrowser(GatewayRequest request, Phone phone, Jid chat, boolean pinned) {
        return browser.lookUp(phone, chat.toString())
                .map(found ->
                        browser.set(phone, found, pinned, request.seat(), isPinned -> success(isPinned == pinned)))
                .orElseGet(() -> error(400, "Chat " + chat + " does not exist on this session"));
    }

    private static Answer success(boolean success) {
        return Answer.json(200, Json.object().put("success", success));
    }

    /** A boolean, or one of two words; nothing else. */
    private static Optional<Boolean> asksToPin(GatewayRequest request) {
        Object pin = request.fields().get(PIN);
        if (Boolean.TRUE.equals(pin) || "true".equals(pin)) {
            return Optional.of(true);
        }
        return Boolean.FALSE.equals(pin) || "false".equals(pin) ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Jid> chatId(GatewayRequest request) {
        return request.fields().get(CHAT_ID) instanceof String text ? Jid.parse(text) : Optional.empty();
    }

    private static List<String> pinViolations(GatewayRequest request) {
        List<String> violations = new ArrayList<>(request.bodyViolations(BODY_FIELDS));
        if (!(request.fields().get(PIN) instanceof Boolean)) {
            violations.add("pin is not a boolean");
        }
        if (chatId(request).flatMap(jid -> Jid.ofWeb(jid.toString())).isEmpty()) {
            violations.add("chatId is not a chat's id: " + request.fields().get(CHAT_ID));
        }
        return violations;
    }

    private Answer list(GatewayRequest request) {
        return GatewayPage.of(request, MOST_CHATS, MOST_CHATS)
                .map(page -> onReadySession(
                        request, phone -> state.list(request.seat(), () -> list(page, phone.chatsPinnedFirst()))))
                .orElseGet(OpenWaServer::badRequest);
    }

    private Answer list(GatewayPage page, List<Phone.Chat> chats) {
        ArrayNode list = Json.array();
        page.of(chats).forEach(chat -> list.add(described(chat)));
        return Answer.json(200, list);
    }

    private ObjectNode described(Phone.Chat chat) {
        ObjectNode description = Json.object()
                .put("id", chat.jid().web().toString())
                .put("name", chat.title())
                .put("isGroup", chat.jid().isGroup())
                .put("kind", chat.jid().isGroup() ? "group" : "individual")
                .put("unreadCount", 0)
                .put("timestamp", chat.since().getEpochSecond())
                .put("lastMessage", "")
                .put("lastMessageType", "chat")
                .put("archived", false);
        return state.settings().listsPins()
                ? description.put("pinned", chat.isPinned()).put("muted", false)
                : description.put("isMuted", false).put("muteExpiration", 0);
    }

    private Answer status(GatewayRequest request) {
        return onSession(
                request,
                phone -> Answer.json(
                        200,
                        Json.object()
                                .put("id", phone.session())
                                .put("name", phone.session())
                                .put("status", wireName(phone.state()))));
    }

    private static String wireName(InstanceState state) {
        return switch (state) {
            case CONNECTED -> "ready";
            case CONNECTING -> "initializing";
            case DISCONNECTED -> "disconnected";
            case LOGGED_OUT -> "action_required";
        };
    }

    private static Answer health() {
        return Answer.json(200, Json.object().put("status", "ok"));
    }

    /** What validation says in production. */
    private static Answer badRequest() {
        return Answer.json(400, Json.object().put("message", "Bad Request").put("statusCode", 400));
    }

    private static Answer error(int status, String message) {
        String error =
                switch (status) {
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 404 -> "Not Found";
                    case 409 -> "Conflict";
                    default -> throw new IllegalArgumentException("no such error: " + status);
                };
        return Answer.json(
                status,
                Json.object().put("message", message).put("error", error).put("statusCode", status));
    }
}
