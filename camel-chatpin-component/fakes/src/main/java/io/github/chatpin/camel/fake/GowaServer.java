package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * gowa. It writes a pin for whatever it is told, and never sees what becomes of it: the phone drops the oldest pin for a
 * fourth, and takes no notice of a name that it does not know.
 */
final class GowaServer implements GatewayServer {

    static final int FIRST_VERSION_WITH_DEVICES = 8;

    private static final int FIRST_VERSION_THAT_DECODES = 9;
    private static final int MOST_CHATS = 100;
    private static final int DEFAULT_CHATS = 25;
    private static final String PINNED = "pinned";
    private static final String CHAT_JID = "chat_jid";
    private static final Set<String> BODY_FIELDS = Set.of(PINNED, CHAT_JID);
    private static final Set<String> LIST_PARAMETERS = Set.of("device_id");
    private static final String BASIC = "Basic ";
    private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain; charset=utf-8");

    private final GatewayState state;
    private final int version;
    private final List<GatewayRoute> routes;

    GowaServer(GatewayState state) {
        this.state = state;
        version = state.settings().gowaVersion();
        routes = routes(state.settings().basePath());
    }

    private List<GatewayRoute> routes(String base) {
        List<GatewayRoute> served = new ArrayList<>(List.of(
                new GatewayRoute(
                        "POST",
                        base + "/chat/{chat}/pin",
                        request -> asksToPin(request) ? "pinChat" : "unpinChat",
                        this::pinViolations,
                        request -> onDevice(request, this::pin)),
                GatewayRoute.get(
                        base + "/chats",
                        "listChats",
                        request -> GatewayPage.violations(request, MOST_CHATS, LIST_PARAMETERS),
                        request -> onDevice(request, this::list)),
                GatewayRoute.get(base + "/app/status", "status", request -> onDevice(request, this::status)),
                GatewayRoute.health("/health", () -> text(200, "OK"))));
        if (version >= FIRST_VERSION_WITH_DEVICES) {
            served.add(GatewayRoute.get(
                    base + "/devices/{device}/status", "status", request -> authorized(request, this::device)));
        }
        return List.copyOf(served);
    }

    @Override
    public List<GatewayRoute> routes() {
        return routes;
    }

    @Override
    public Answer notFound(IncomingRequest incoming) {
        return text(404, "Not Found");
    }

    @Override
    public Credentials credentials(IncomingRequest incoming) {
        return incoming.headers().containsKey("authorization") ? Credentials.BASIC : Credentials.NONE;
    }

    private Answer authorized(GatewayRequest request, Function<GatewayRequest, Answer> work) {
        String token = state.firstPhone().token();
        String sent = request.header("authorization");
        if (token.isEmpty()) {
            return work.apply(request);
        }
        if (!sent.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return unauthorized();
        }
        Optional<String> userAndPassword = decoded(sent.substring(BASIC.length()));
        if (userAndPassword.isEmpty()) {
            return text(400, "Bad Request");
        }
        return userAndPassword.get().equals(token) ? work.apply(request) : unauthorized();
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64.strip()), UTF_8))
                    .filter(text -> text.contains(":"));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Answer unauthorized() {
        return text(401, "Unauthorized")
                .with(Map.of("WWW-Authenticate", "Basic realm=\"Restricted\", charset=\"UTF-8\""));
    }

    private Answer onDevice(GatewayRequest request, BiFunction<GatewayRequest, Phone, Answer> work) {
        return authorized(request, authorized -> {
            String named = version < FIRST_VERSION_WITH_DEVICES ? "" : namedDevice(request);
            if (named.isEmpty()) {
                return state.phones().size() == 1
                        ? work.apply(request, state.firstPhone())
                        : error(
                                400,
                                "DEVICE_ID_REQUIRED",
                                "device_id is required via X-Device-Id header or device_id query");
            }
            return find(named).map(phone -> work.apply(request, phone)).orElseGet(() -> noDevice(named));
        });
    }

    private static String namedDevice(GatewayRequest request) {
        String header = PhpQuery.decode(request.header("x-device-id"));
        return header.isEmpty() ? request.parameter("device_id") : header;
    }

    private Optional<Phone> find(String device) {
        return state.phones().stream()
                .filter(phone -> phone.session().equals(device)
                        || phone.number().toString().equals(device))
                .findFirst();
    }

    private static Answer noDevice(String named) {
        ObjectNode body = errorBody(
                "DEVICE_NOT_FOUND",
                "device not found; create a device first from /api/devices or provide a valid X-Device-Id");
        body.putObject("results").put("device_id", named);
        return Answer.json(404, body);
    }

    private Answer pin(GatewayRequest request, Phone phone) {
        if (!isReadable(request)) {
            return error(400, "BAD_REQUEST", "Invalid request body");
        }
        String chat = chat(request);
        if (!phone.isConnected()) {
            return notConnected(phone);
        }
        if (chat.contains("@" + Jid.PERSON) && !state.numbers().check(withoutPlus(chat))) {
            return error(400, "INVALID_JID", "Phone " + chat + " is not on whatsapp");
        }
        if (chat.contains("@") && Jid.parse(chat).isEmpty()) {
            return error(500, "INTERNAL_SERVER_ERROR", "invalid JID " + chat);
        }
        boolean pinned = asksToPin(request);
        return state.change(phone, request.seat(), () -> {
            target(chat).ifPresent(jid -> phone.set(jid, pinned, state.now()));
            return pinned(chat, pinned);
        });
    }

    private static Answer pinned(String chat, boolean pinned) {
        String message = pinned ? "Chat pinned successfully" : "Chat unpinned successfully";
        ObjectNode body = Json.object().put("code", "SUCCESS").put("message", message);
        body.putObject("results")
                .put("status", "success")
                .put("message", message)
                .put(CHAT_JID, chat)
                .put(PINNED, pinned);
        return Answer.json(200, body);
    }

    private static Answer notConnected(Phone phone) {
        return error(
                401,
                "AUTHENTICATION_ERROR",
                phone.state() == InstanceState.LOGGED_OUT
                        ? "you are not logged in"
                        : "you are not connect to services server, please reconnect");
    }

    /** A missing state is false, as everywhere in Go; another type is refused. */
    private static boolean isReadable(GatewayRequest request) {
        return request.incoming().hasJson()
                && !request.incoming().body().isBlank()
                && !request.isMalformed()
                && isAbsentOr(Boolean.class, request.fields().get(PINNED))
                && isAbsentOr(String.class, request.fields().get(CHAT_JID));
    }

    private static boolean isAbsentOr(Class<?> type, Object value) {
        return value == null || type.isInstance(value);
    }

    private static boolean asksToPin(GatewayRequest request) {
        return Boolean.TRUE.equals(request.fields().get(PINNED));
    }

    /** What the request names as the chat: the body comes before the path. */
    private String chat(GatewayRequest request) {
        if (request.fields().get(CHAT_JID) instanceof String replacing && !replacing.isEmpty()) {
            return replacing;
        }
        return decodes() ? request.part("chat") : rawChat(request);
    }

    private boolean decodes() {
        return version >= FIRST_VERSION_THAT_DECODES;
    }

    private static String rawChat(GatewayRequest request) {
        return request.path().get("chat");
    }

    /** The chat that the phone takes a pin for; empty where it knows no such name. */
    private Optional<Jid> target(String chat) {
        Jid jid = withoutPlus(chat);
        return Optional.of(state.numbers().canonical(jid))
                .filter(Jid::isNeutral)
                .filter(known -> !known.isPerson() || known.hasNumber());
    }

    /** Text without a server is taken for a person's number, even where it is none. */
    private static Jid withoutPlus(String chat) {
        String text = chat.startsWith("+") ? chat.substring(1) : chat;
        return Jid.parse(text).orElseGet(() -> Jid.person(text));
    }

    private List<String> pinViolations(GatewayRequest request) {
        List<String> violations = new ArrayList<>(request.bodyViolations(BODY_FIELDS));
        if (request.incoming().hasJson()) {
            violations.addAll(fieldViolations(request.fields()));
        }
        if (!decodes() && rawChat(request).contains("%")) {
            violations.add("percent code in the path, which gowa below version 9 does not decode");
        } else if (target(chat(request)).isEmpty()) {
            violations.add("a name that no chat has: " + chat(request));
        }
        return violations;
    }

    private static List<String> fieldViolations(Map<String, Object> fields) {
        List<String> violations = new ArrayList<>();
        Object pinned = fields.get(PINNED);
        if (pinned == null) {
            violations.add("no pinned, which unpins");
        } else if (!(pinned instanceof Boolean)) {
            violations.add("pinned is not a boolean");
        }
        if (fields.containsKey(CHAT_JID)) {
            violations.add("chat_jid in the body, which replaces the path's chat");
        }
        return violations;
    }

    /** No field tells which chats are pinned. */
    private Answer list(GatewayRequest request, Phone phone) {
        return GatewayPage.of(request, DEFAULT_CHATS, MOST_CHATS)
                .map(page -> state.list(request.seat(), () -> list(page, phone.chats())))
                .orElseGet(() -> error(
                        400, "VALIDATION_ERROR", "limit: must be between 1 and 100; offset: must be no less than 0."));
    }

    private static Answer list(GatewayPage page, List<Phone.Chat> chats) {
        ObjectNode body = Json.object().put("code", "SUCCESS").put("message", "Success get chat list");
        ObjectNode results = body.putObject("results");
        ArrayNode data = results.putArray("data");
        page.of(chats).forEach(chat -> data.add(described(chat)));
        results.putObject("pagination")
                .put("limit", page.limit())
                .put("offset", page.offset())
                .put("total", chats.size());
        return Answer.json(200, body);
    }

    private static ObjectNode described(Phone.Chat chat) {
        String since = chat.since().toString();
        return Json.object()
                .put("jid", chat.jid().toString())
                .put("name", chat.title())
                .put("last_message_time", since)
                .put("ephemeral_expiration", 0)
                .put("created_at", since)
                .put("updated_at", since)
                .put("archived", false);
    }

    private Answer status(GatewayRequest request, Phone phone) {
        return status(connection(phone)
                .put(
                        "jid",
                        phone.state() == InstanceState.LOGGED_OUT
                                ? ""
                                : phone.number().toString()));
    }

    private Answer device(GatewayRequest request) {
        String device = request.part("device");
        return find(device)
                .map(phone -> status(connection(phone)))
                .orElseGet(() -> error(500, "INTERNAL_SERVER_ERROR", "device " + device + " not found"));
    }

    private static ObjectNode connection(Phone phone) {
        return Json.object()
                .put("is_connected", phone.isConnected())
                .put("is_logged_in", phone.state() != InstanceState.LOGGED_OUT)
                .put("device_id", phone.session());
    }

    private static Answer status(ObjectNode results) {
        ObjectNode body = Json.object().put("code", "SUCCESS").put("message", "Connection status retrieved");
        body.set("results", results);
        return Answer.json(200, body);
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(status, errorBody(code, message));
    }

    private static ObjectNode errorBody(String code, String message) {
        return Json.object().put("code", code).put("message", message);
    }

    private static Answer text(int status, String text) {
        return new Answer(status, TEXT, text);
    }
}
