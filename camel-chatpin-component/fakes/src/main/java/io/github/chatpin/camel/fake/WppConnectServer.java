package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * WPPConnect-server. It answers the same to pin and unpin, and to some requests with which it has done nothing; only its
 * list tells.
 */
final class WppConnectServer implements GatewayServer {

    private static final Duration FOR_EVER = Duration.ofDays(1000);
    private static final String STATE = "state";
    private static final Set<String> BODY_FIELDS = Set.of("phone", STATE, "isGroup", "isNewsletter", "isLid");

    private final GatewayState state;
    private final List<GatewayRoute> routes;

    WppConnectServer(GatewayState state) {
        this.state = state;
        String root = state.settings().basePath();
        String base = root + "/api/{session}";
        routes = List.of(
                new GatewayRoute(
                        "POST",
                        base + "/pin-chat",
                        request -> asksToPin(request) ? "pinChat" : "unpinChat",
                        WppConnectServer::pinViolations,
                        request -> authorized(request, this::pin)),
                GatewayRoute.post(
                        base + "/list-chats",
                        "listChats",
                        WppConnectServer::listViolations,
                        request -> authorized(request, this::list)),
                GatewayRoute.get(
                        base + "/check-connection-session",
                        "status",
                        WppConnectServer::tokenViolations,
                        request -> authorized(request, WppConnectServer::connection)),
                GatewayRoute.get(
                        base + "/status-session",
                        "status",
                        WppConnectServer::tokenViolations,
                        request -> authorized(request, WppConnectServer::status)),
                GatewayRoute.get(root + "/healthz", "health", WppConnectServer::healthViolations, this::health),
                GatewayRoute.get(
                        root + "/unhealthy",
                        "",
                        request -> List.of("unhealthy ends a real server's process"),
                        request -> ExpressPage.notFound(request.incoming())));
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
        if (incoming.path().contains(":")) {
            return Credentials.PATH;
        }
        return incoming.headers().containsKey("authorization") ? Credentials.BEARER : Credentials.NONE;
    }

    private Answer authorized(GatewayRequest request, BiFunction<GatewayRequest, Phone, Answer> work) {
        if (request.isMalformed()) {
            return ExpressPage.malformedBody();
        }
        String token = token(request);
        if (token.isEmpty()) {
            return Answer.json(
                    401, Json.object().put("message", "Token is not present. Check your header and try again"));
        }
        return state.phone(session(request))
                .filter(phone -> comparable(phone.token()).equals(comparable(token)))
                .map(phone -> work.apply(request, phone))
                .orElseGet(() ->
                        Answer.json(401, Json.object().put("error", "Check that the Session and Token are correct")));
    }

    /** Whatever the scheme is called: the second word. In the path: what stands behind the colon. */
    private static String token(GatewayRequest request) {
        String part = request.part("session");
        if (part.contains(":")) {
            return part.substring(part.indexOf(':') + 1);
        }
        String[] words = request.header("authorization").split(" ", -1);
        return words.length < 2 ? "" : words[1];
    }

    private static String session(GatewayRequest request) {
        return request.part("session").split(":", -1)[0];
    }

    /** The server takes a token as it is, and as it is written for addresses. */
    private static String comparable(String token) {
        return token.replace('/', '_').replace('+', '-');
    }

    private Answer pin(GatewayRequest request, Phone phone) {
        Optional<WppContacts> contacts = WppContacts.of(request.fields());
        if (!phone.isConnected() || contacts.isEmpty()) {
            return disconnected(request, phone);
        }
        List<Jid> unknown = contacts.get().areChecked() ? unknown(contacts.get().ids()) : List.of();
        if (unknown.size() > 1) {
            return notExisting(unknown.get(0), request, phone);
        }
        Answer answer = set(contacts.get().ids(), request, phone);
        return unknown.isEmpty() ? answer : notExisting(unknown.get(0), request, phone);
    }

    private List<Jid> unknown(List<Jid> ids) {
        return ids.stream().filter(id -> !state.numbers().check(id.neutral())).toList();
    }

    /** One after the other; one that the phone does not have ends it. */
    private Answer set(List<Jid> ids, GatewayRequest request, Phone phone) {
        if (ids.isEmpty()) {
            return fixed(request, phone);
        }
        boolean pinned = asksToPin(request);
        return state.change(phone, request.seat(), () -> {
            for (Jid id : ids) {
                if (!phone.has(id.neutral())) {
                    return failed(request, phone);
                }
                phone.set(id.neutral(), pinned, state.now());
            }
            return fixed(request, phone);
        });
    }

    private static Answer fixed(GatewayRequest request, Phone phone) {
        ObjectNode body = Json.object().put("status", "success");
        body.putObject("response").put("message", "Chat fixed");
        return answer(200, body, request, phone);
    }

    private static Answer failed(GatewayRequest request, Phone phone) {
        ObjectNode body = Json.object().put("status", "error").put("message", "Error on pin chat");
        body.putObject("error").put("name", "t").put("level", "error");
        return answer(500, body, request, phone);
    }

    private static Answer notExisting(Jid id, GatewayRequest request, Phone phone) {
        return answer(400, refusal("Connected", "O número " + id.user() + " não existe."), request, phone);
    }

    private static Answer disconnected(GatewayRequest request, Phone phone) {
        return answer(404, refusal("Disconnected", "A sessão do WhatsApp não está ativa."), request, phone);
    }

    private static ObjectNode refusal(String status, String message) {
        return Json.object().putNull("response").put("status", status).put("message", message);
    }

    /** Only to this very content type the session is told. */
    private static Answer answer(int status, ObjectNode body, GatewayRequest request, Phone phone) {
        return Answer.json(status, hasPlainJsonType(request) ? body.put("session", phone.session()) : body);
    }

    private static boolean hasPlainJsonType(GatewayRequest request) {
        return request.header("content-type").equals("application/json");
    }

    /** Only this text pins: the truth value true unpins. */
    private static boolean asksToPin(GatewayRequest request) {
        return "true".equals(request.fields().get(STATE));
    }

    private static List<String> pinViolations(GatewayRequest request) {
        List<String> violations = new ArrayList<>(request.bodyViolations(BODY_FIELDS));
        Object sent = request.fields().get(STATE);
        if (!"true".equals(sent) && !"false".equals(sent)) {
            violations.add("state is neither the text \"true\" nor the text \"false\", and unpins");
        }
        violations.addAll(WppContacts.violations(request.fields()));
        violations.addAll(tokenViolations(request));
        return violations;
    }

    private static List<String> listViolations(GatewayRequest request) {
        return Stream.concat(request.bodyViolations(Set.of()).stream(), tokenViolations(request).stream())
                .toList();
    }

    private static List<String> tokenViolations(GatewayRequest request) {
        return request.part("session").contains(":") ? List.of("token in the path") : List.of();
    }

    private static List<String> healthViolations(GatewayRequest request) {
        return request.incoming().hasContentType()
                ? List.of("content type of a request without a body, to which there may be no answer")
                : List.of();
    }

    private Answer list(GatewayRequest request, Phone phone) {
        if (!phone.isConnected()) {
            return disconnected(request, phone);
        }
        return state.list(request.seat(), () -> {
            ArrayNode list = Json.array();
            phone.chats().forEach(chat -> list.add(described(chat)));
            return Answer.json(200, list);
        });
    }

    private static ObjectNode described(Phone.Chat chat) {
        ObjectNode description = Json.object();
        description.set("id", chat.jid().webId());
        description
                .put("t", chat.since().getEpochSecond())
                .put("unreadCount", 0)
                .put("archive", false)
                .put("pin", chat.pinnedAt())
                .put("name", chat.title())
                .put("isGroup", chat.jid().isGroup());
        description.putObject("contact").put("name", chat.title()).put("formattedName", chat.title());
        return description;
    }

    private static Answer connection(GatewayRequest request, Phone phone) {
        boolean isConnected = phone.isConnected();
        return answer(
                200,
                Json.object().put("status", isConnected).put("message", isConnected ? "Connected" : "Disconnected"),
                request,
                phone);
    }

    private static Answer status(GatewayRequest request, Phone phone) {
        return answer(200, Json.object().put("status", wireName(phone.state())).putNull("qrcode"), request, phone);
    }

    private static String wireName(InstanceState state) {
        return switch (state) {
            case CONNECTED -> "CONNECTED";
            case CONNECTING -> "INITIALIZING";
            case DISCONNECTED -> "CLOSED";
            case LOGGED_OUT -> "QRCODE";
        };
    }

    private Answer health(GatewayRequest request) {
        if (hasPlainJsonType(request)) {
            request.seat().pause(FOR_EVER);
            throw new DismissedException();
        }
        return Answer.json(
                200,
                Json.object()
                        .put("uptime", 1)
                        .put("message", "OK")
                        .put("timestamp", state.now().toEpochMilli()));
    }
}
