package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What can be done with any stand-in. An operation answers the stand-in's state unless it has more to say. */
final class UpstreamControl {

    private static final int MOST_TIMES = 1_000_000;

    private final String prefix;
    private final FakeUpstream fake;
    private final Supplier<ObjectNode> state;

    /**
     * Creates it.
     *
     * @param prefix where its paths begin
     * @param fake the stand-in
     * @param state what of its state no other has
     */
    UpstreamControl(String prefix, FakeUpstream fake, Supplier<ObjectNode> state) {
        this.prefix = prefix;
        this.fake = fake;
        this.state = state;
    }

    List<Route> routes() {
        return List.of(
                Route.get(prefix + "/state", call -> state()),
                Route.get(prefix + "/requests", this::requests),
                delete("/requests", call -> fake.clearRequests()),
                post("/faults", this::addFault, "when", "times", "fault"),
                delete("/faults", call -> fake.clearFaults()),
                post("/release", call -> fake.release()),
                post("/reset", call -> fake.reset()));
    }

    /** An operation that has nothing to say. */
    Route post(String path, Consumer<Call> operation, String... fields) {
        return Route.post(prefix + path, done(operation), fields);
    }

    /** An operation that takes away, and has nothing to say. */
    Route delete(String path, Consumer<Call> operation) {
        return Route.delete(prefix + path, done(operation));
    }

    ObjectNode state() {
        ObjectNode json = state.get().put("requests", fake.requests().size());
        ArrayNode violations = json.putArray("violations");
        fake.violations().forEach(violations::add);
        return json;
    }

    private Function<Call, JsonNode> done(Consumer<Call> operation) {
        return call -> {
            operation.accept(call);
            return state();
        };
    }

    private JsonNode requests(Call call) {
        List<RecordedRequest> all = fake.requests();
        int after = Math.min(after(call), all.size());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode requests = json.putArray("requests");
        for (int i = after; i < all.size(); i++) {
            requests.add(RequestJson.of(i + 1, all.get(i)));
        }
        return json;
    }

    private static int after(Call call) {
        String after = call.query().getOrDefault("after", "0");
        if (!after.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("after must be a whole number, 0 or more");
        }
        return Integer.parseInt(after);
    }

    /** Without a condition it is for the next requests; with one, and without a number, for all that fit. */
    private void addFault(Call call) {
        Fields fields = call.fields();
        Fault fault = FaultJson.read(fields.object("fault").orElseThrow(() -> fields.must("fault", "a JSON object")));
        int times = fields.has("times") ? fields.number("times", 1, MOST_TIMES) : 1;
        fields.object("when")
                .map(Condition::read)
                .ifPresentOrElse(
                        condition ->
                                fake.faultWhen(fields.has("times") ? new Times(times, condition) : condition, fault),
                        () -> fake.failNext(fault, times));
    }
}
