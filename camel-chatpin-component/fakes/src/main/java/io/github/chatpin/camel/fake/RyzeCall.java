package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** One request to the fake gateway. Used by one thread. */
final class RyzeCall implements UpstreamCall {

    private final RyzeRequest request;
    private final RyzeGateway gateway;
    private final WaitingRoom.Seat seat;
    private final RecordedRequest recorded;

    RyzeCall(RyzeRequest request, RyzeGateway gateway, WaitingRoom.Seat seat, Secrets secrets) {
        this.request = request;
        this.gateway = gateway;
        this.seat = seat;
        this.recorded = request.recorded(secrets);
    }

    @Override
    public RecordedRequest recorded() {
        return recorded;
    }

    @Override
    public Optional<Answer> refusal() {
        return gateway.windows().tryAdd(request.token(), request.incoming().receivedAt())
                ? Optional.empty()
                : Optional.of(dressed(error(429, "Rate limit exceeded. Try again later.")));
    }

    @Override
    public Answer answer() {
        return dressed(undressedAnswer());
    }

    @Override
    public Answer dressed(Answer answer) {
        return answer.withDefaults(
                gateway.windows().headers(request.token(), request.incoming().receivedAt()));
    }

    private Answer undressedAnswer() {
        if (request.kind() == RyzeRequest.Kind.UNKNOWN || !request.hasRightHttpMethod()) {
            return error(404, "Not Found");
        }
        if (request.token().isEmpty()) {
            return error(401, "Missing token in request header");
        }
        if (!gateway.knowsToken(request.token())) {
            return error(401, "Invalid token");
        }
        return request.kind() == RyzeRequest.Kind.INSTANCE_LIST ? listInstances() : pin();
    }

    /** An instance's own token finds that instance, whatever is asked for; the account's finds those that are named. */
    private Answer listInstances() {
        Optional<WhatsAppInstance> owner = gateway.owner(request.token());
        List<WhatsAppInstance> found = owner.map(List::of).orElseGet(this::namedInstances);
        if (found.isEmpty()
                && !request.instance().isEmpty()
                && !request.instance().contains(",")) {
            return error(404, "Instance not found");
        }
        ObjectNode body = Json.object()
                .put("success", true)
                .put("message", found.size() == 1 ? "1 Instance found" : found.size() + " Instances found");
        ArrayNode list = body.putArray("instances");
        found.forEach(instance -> list.add(describe(instance)));
        return Answer.json(200, body);
    }

    private List<WhatsAppInstance> namedInstances() {
        List<String> names = List.of(request.instance().split(","));
        return gateway.instances().stream()
                .filter(instance -> request.instance().isEmpty() || names.contains(instance.name()))
                .toList();
    }

    private static ObjectNode describe(WhatsAppInstance instance) {
        ObjectNode description = Json.object().put("name", instance.name());
        description
                .putObject("connection")
                .put("state", instance.state().wireName())
                .put("numberJid", instance.numberJid());
        return description;
    }

    private Answer pin() {
        if (request.instance().isEmpty()) {
            return error(400, "Instance name is required");
        }
        Optional<WhatsAppInstance> instance = gateway.instance(request.instance());
        if (instance.isEmpty()) {
            return error(404, "Instance not found");
        }
        if (!gateway.mayUse(request.token(), instance.get())) {
            return error(403, "Token does not belong to this instance");
        }
        PinOrder order = PinOrder.read(request.incoming().body());
        if (order instanceof PinOrder.Invalid invalid) {
            return error(400, invalid.message());
        }
        if (order instanceof PinOrder.Valid valid) {
            return instance.get().isConnected()
                    ? change(instance.get(), valid)
                    : error(503, "Instance is not connected to WhatsApp");
        }
        throw new IllegalStateException("unknown order: " + order);
    }

    private Answer change(WhatsAppInstance instance, PinOrder.Valid order) {
        if (!instance.tryBeginChange()) {
            return error(409, "conflict: app state version mismatch");
        }
        try {
            return seat.pause(gateway.latency())
                    ? apply(instance, order)
                    : error(503, "Instance is not connected to WhatsApp");
        } finally {
            instance.endChange();
        }
    }

    private Answer apply(WhatsAppInstance instance, PinOrder.Valid order) {
        String jid = gateway.canonicalJid(order.number());
        if (!instance.trySetPinned(jid, order.pin(), gateway.settings().dropsOldestPin())) {
            return error(500, gateway.capText());
        }
        return Answer.json(
                200,
                Json.object()
                        .put("success", true)
                        .put("message", order.pin() ? "Chat pinned successfully" : "Chat unpinned successfully")
                        .put("chat_jid", jid)
                        .put("pinned", order.pin()));
    }

    private static Answer error(int status, String message) {
        ObjectNode body = Json.object().put("success", false);
        body.putObject("error").put("message", message);
        return Answer.json(status, body);
    }
}
