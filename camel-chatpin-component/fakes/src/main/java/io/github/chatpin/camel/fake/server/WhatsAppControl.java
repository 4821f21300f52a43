package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What can be done with RyzeAPI's stand-in. */
final class WhatsAppControl {

    private static final int LONGEST_LATENCY = 3_600_000;

    private final FakeRyzeApi fake;
    private final UpstreamControl upstream;

    WhatsAppControl(FakeRyzeApi fake) {
        this.fake = fake;
        this.upstream = new UpstreamControl("/whatsapp", fake, this::ownState);
    }

    List<Route> routes() {
        List<Route> own = List.of(
                Route.post("/whatsapp/instances", this::addInstance, "name"),
                upstream.post(
                        "/instances/{name}/connect",
                        call -> fake.connect(call.path().get("name"))),
                upstream.post(
                        "/instances/{name}/disconnect",
                        call -> fake.disconnect(call.path().get("name"))),
                upstream.post(
                        "/instances/{name}/state",
                        call -> fake.state(call.path().get("name"), ConnectionStates.read(call.fields())),
                        "state"),
                upstream.post("/canonical-jids", this::mapJid, "number", "jid"),
                upstream.post("/cap-text", call -> fake.capText(call.fields().text("text")), "text"),
                upstream.post("/latency", this::setLatency, "milliseconds"),
                upstream.post("/consume", this::consume, "requests", "token"));
        return Stream.concat(upstream.routes().stream(), own.stream()).toList();
    }

    ObjectNode state() {
        return upstream.state();
    }

    private ObjectNode ownState() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode instances = json.putArray("instances");
        for (String name : fake.instances()) {
            ArrayNode pinned = instances
                    .addObject()
                    .put("name", name)
                    .put("connected", fake.isConnected(name))
                    .putArray("pinned");
            fake.pinnedChats(name).forEach(pinned::add);
        }
        return json.put("rejected", fake.rejected()).put("conflicts", fake.conflicts());
    }

    private JsonNode addInstance(Call call) {
        String name = call.fields().text("name");
        String token = fake.addInstance(name);
        return upstream.state().put("token", token);
    }

    private void mapJid(Call call) {
        fake.canonicalJid(call.fields().text("number"), call.fields().text("jid"));
    }

    private void setLatency(Call call) {
        fake.latency(Duration.ofMillis(call.fields().number("milliseconds", 0, LONGEST_LATENCY)));
    }

    private void consume(Call call) {
        String token = call.fields().has("token") ? call.fields().text("token") : fake.token();
        fake.consume(token, call.fields().number("requests", 1, Integer.MAX_VALUE));
    }
}
