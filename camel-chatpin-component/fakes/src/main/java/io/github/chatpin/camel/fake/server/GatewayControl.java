package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.FakeGateway;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be done with the stand-in of one of the other WhatsApp gateways. */
final class GatewayControl {

    private static final int LONGEST_LATENCY = 3_600_000;
    private static final int MOST_LOOK_UPS = 1_000_000;

    private final FakeGateway fake;
    private final UpstreamControl upstream;

    GatewayControl(FakeGateway fake) {
        this.fake = fake;
        this.upstream = new UpstreamControl("/" + fake.gateway(), fake, this::ownState);
    }

    /** The gateway's name, which its paths begin with. */
    String name() {
        return fake.gateway();
    }

    List<Route> routes() {
        List<Route> own = List.of(
                Route.post("/" + name() + "/sessions", this::addSession, "name"),
                upstream.post(
                        "/sessions/{name}/connect",
                        call -> fake.connect(call.path().get("name"))),
                upstream.post(
                        "/sessions/{name}/disconnect",
                        call -> fake.disconnect(call.path().get("name"))),
                upstream.post(
                        "/sessions/{name}/state",
                        call -> fake.state(call.path().get("name"), ConnectionStates.read(call.fields())),
                        "state"),
                upstream.post("/chats", this::addChat, "jid", "title", "session"),
                upstream.delete(
                        "/chats/{jid}", call -> fake.removeChat(call.path().get("jid"))),
                upstream.post("/pins", call -> fake.pinByHand(call.fields().text("jid")), "jid"),
                upstream.delete(
                        "/pins/{jid}", call -> fake.unpinByHand(call.path().get("jid"))),
                upstream.post("/lids", this::addLid, "number", "lid"),
                upstream.post(
                        "/not-on-whatsapp",
                        call -> fake.notOnWhatsApp(call.fields().text("number")),
                        "number"),
                upstream.post(
                        "/fail-look-ups",
                        call -> fake.failLookUps(call.fields().number("times", 0, MOST_LOOK_UPS)),
                        "times"),
                latency("/latency", fake::latency),
                latency("/list-latency", fake::listLatency),
                upstream.post(
                        "/consume",
                        call -> fake.consume(call.fields().number("requests", 1, Integer.MAX_VALUE)),
                        "requests"));
        return Stream.concat(upstream.routes().stream(), own.stream()).toList();
    }

    ObjectNode state() {
        return upstream.state();
    }

    /** What a client needs, by the names of the component's options. */
    ObjectNode access() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("gatewayUrl", fake.url())
                .put("httpsUrl", fake.httpsUrl())
                .put("instance", fake.session())
                .put("token", fake.token());
    }

    private ObjectNode ownState() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode sessions = json.putArray("sessions");
        for (String name : fake.sessions()) {
            ArrayNode pinned = sessions.addObject()
                    .put("name", name)
                    .put("connected", fake.isConnected(name))
                    .putArray("pinned");
            fake.pinnedChats(name).forEach(pinned::add);
        }
        return json.put("rejected", fake.rejected()).put("overlaps", fake.overlaps());
    }

    private JsonNode addSession(Call call) {
        String token = fake.addSession(call.fields().text("name"));
        return upstream.state().put("token", token);
    }

    private void addChat(Call call) {
        Fields fields = call.fields();
        String session = fields.has("session") ? fields.text("session") : fake.session();
        fake.addChat(session, fields.text("jid"), fields.text("title"));
    }

    private void addLid(Call call) {
        fake.lid(call.fields().text("number"), call.fields().text("lid"));
    }

    private Route latency(String path, Consumer<Duration> setting) {
        return upstream.post(
                path,
                call -> setting.accept(Duration.ofMillis(call.fields().number("milliseconds", 0, LONGEST_LATENCY))),
                "milliseconds");
    }
}
