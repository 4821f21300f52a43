package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/** The REST methods that the fake knows, and {@code batch}, which calls them. Thread-safe. */
final class Bitrix24Methods {

    static final String BATCH = "batch";

    private static final int MAX_BATCH_LENGTH = 50;

    private final Map<String, Function<RestParameters, RestOutcome>> methods;
    private final OperatingLimit operating;
    private final Clock clock;

    Bitrix24Methods(
            RecentDialogs dialogs, OpenLines openLines, CrmChats crmChats, OperatingLimit operating, Clock clock) {
        this.operating = operating;
        this.clock = clock;
        methods = Map.of(
                "im.recent.pin",
                dialogs::pin,
                "im.recent.list",
                new RecentList(dialogs, clock)::list,
                "im.chat.get",
                crmChats::get,
                "imopenlines.session.mode.pin",
                openLines::pin,
                "imopenlines.session.mode.pinall",
                parameters -> openLines.pinAll(true),
                "imopenlines.session.mode.unpinall",
                parameters -> openLines.pinAll(false),
                "profile",
                Bitrix24Methods::profile,
                BATCH,
                this::batch);
    }

    Answer answer(String method, RestParameters parameters) {
        Instant start = clock.instant();
        RestOutcome outcome = call(method, parameters);
        if (outcome instanceof RestOutcome.Refused refused) {
            return refused.toAnswer();
        }
        if (outcome instanceof RestOutcome.Done done) {
            ObjectNode body = Json.object();
            body.set("result", done.result());
            done.total().ifPresent(total -> body.put("total", total));
            body.set("time", operating.time(method, start));
            return Answer.json(200, body);
        }
        throw new IllegalStateException("unknown outcome: " + outcome);
    }

    private RestOutcome call(String method, RestParameters parameters) {
        Function<RestParameters, RestOutcome> known = methods.get(method.toLowerCase(Locale.ROOT));
        if (known == null) {
            return RestOutcome.methodNotFound();
        }
        Optional<RestOutcome.Refused> refusal = operating.refusal(method);
        return refusal.isPresent() ? refusal.get() : known.apply(parameters);
    }

    /** Needs no scope; the number is a string there. */
    private static RestOutcome profile(RestParameters parameters) {
        ObjectNode user = Json.object()
                .put("ID", "1")
                .put("ADMIN", true)
                .put("NAME", "Ann")
                .put("LAST_NAME", "Example")
                .put("PERSONAL_GENDER", "")
                .put("TIME_ZONE", "");
        return new RestOutcome.Done(user, OptionalInt.empty());
    }

    private RestOutcome batch(RestParameters parameters) {
        boolean halt = parameters.isTruthy("halt");
        BatchResult result = new BatchResult();
        List<RecordedRequest.Command> commands = BatchCommands.of(parameters);
        for (int i = 0; i < commands.size(); i++) {
            RecordedRequest.Command command = commands.get(i);
            Instant start = clock.instant();
            RestOutcome outcome = i < MAX_BATCH_LENGTH ? callInBatch(command) : tooLong();
            result.add(command.key(), outcome, () -> operating.time(command.method(), start));
            if (halt && outcome instanceof RestOutcome.Refused) {
                break;
            }
        }
        return new RestOutcome.Done(result.toJson(), OptionalInt.empty());
    }

    private RestOutcome callInBatch(RecordedRequest.Command command) {
        if (command.method().equalsIgnoreCase(BATCH)) {
            return new RestOutcome.Refused(
                    405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
        }
        return call(command.method(), new RestParameters(command.parameters()));
    }

    private static RestOutcome tooLong() {
        return RestOutcome.badRequest("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    }

    /** A batch's outcomes by key. Used by one thread. */
    private static final class BatchResult {

        private final Map<String, JsonNode> results = new LinkedHashMap<>();
        private final Map<String, JsonNode> errors = new LinkedHashMap<>();
        private final Map<String, JsonNode> totals = new LinkedHashMap<>();
        private final Map<String, JsonNode> times = new LinkedHashMap<>();

        void add(String key, RestOutcome outcome, Supplier<JsonNode> time) {
            if (outcome instanceof RestOutcome.Refused refused) {
                errors.put(key, refused.toJson());
            } else if (outcome instanceof RestOutcome.Done done) {
                results.put(key, done.result());
                done.total().ifPresent(total -> totals.put(key, JsonNodeFactory.instance.numberNode(total)));
                times.put(key, time.get());
            } else {
                throw new IllegalStateException("unknown outcome: " + outcome);
            }
        }

        JsonNode toJson() {
            ObjectNode json = Json.object();
            json.set("result", PhpArray.encode(results));
            json.set("result_error", PhpArray.encode(errors));
            json.set("result_total", PhpArray.encode(totals));
            json.set("result_next", PhpArray.encode(Map.of()));
            json.set("result_time", PhpArray.encode(times));
            return json;
        }
    }
}
