package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The REST methods that the fake knows, and {@code batch}, which calls them. Thread-safe. */
final class Bitrix24Methods {

    static final String BATCH = "batch";

    private static final int MAX_BATCH_LENGTH = 50;

    private final Map<String, Function<MethodCall, RestOutcome>> methods;
    private final OperatingLimit operating;
    private final Clock clock;

    /** The methods by their names in lower case; {@code batch} is not among them. */
    Bitrix24Methods(Map<String, Function<MethodCall, RestOutcome>> methods, OperatingLimit operating, Clock clock) {
        this.operating = operating;
        this.clock = clock;
        this.methods = new LinkedHashMap<>(methods);
        this.methods.put(BATCH, this::batch);
    }

    boolean knows(String method) {
        return methods.containsKey(lower(method));
    }

    Answer answer(String method, MethodCall call, Transport transport) {
        Instant start = clock.instant();
        RestOutcome outcome = call(method, call);
        if (outcome instanceof RestOutcome.Refused refused) {
            return refused.toAnswer(transport);
        }
        if (outcome instanceof RestOutcome.Done done) {
            ObjectNode body = Json.object();
            body.set("result", done.result());
            done.next().ifPresent(next -> body.put("next", next));
            done.total().ifPresent(total -> body.put("total", total));
            body.set("time", operating.time(call.caller(), method, start));
            return transport.answer(200, body);
        }
        throw new IllegalStateException("unknown outcome: " + outcome);
    }

    private RestOutcome call(String method, MethodCall call) {
        Function<MethodCall, RestOutcome> known = methods.get(lower(method));
        if (known == null) {
            return RestOutcome.methodNotFound();
        }
        Optional<RestOutcome.Refused> refusal = operating.refusal(call.caller(), method);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RestOutcome outcome = known.apply(call);
        if (outcome instanceof RestOutcome.Done) {
            operating.spend(call.caller(), method);
        }
        return outcome;
    }

    private RestOutcome batch(MethodCall call) {
        boolean halt = call.parameters().inAnyCase().isTruthy("HALT");
        BatchResult result = new BatchResult();
        List<RecordedRequest.Command> commands = BatchCommands.of(call.parameters());
        for (int i = 0; i < commands.size(); i++) {
            RecordedRequest.Command command = commands.get(i);
            Instant start = clock.instant();
            RestOutcome outcome = i < MAX_BATCH_LENGTH ? callInBatch(command, result, call.caller()) : tooLong();
            result.add(command.key(), outcome, () -> operating.time(call.caller(), command.method(), start));
            if (halt && outcome instanceof RestOutcome.Refused) {
                break;
            }
        }
        return RestOutcome.done(result.toJson());
    }

    private RestOutcome callInBatch(RecordedRequest.Command command, BatchResult earlier, MethodCall.Caller caller) {
        if (command.method().equalsIgnoreCase(BATCH)) {
            return new RestOutcome.Refused(
                    405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
        }
        return call(command.method(), MethodCall.of(caller, earlier.resolve(command.parameters())));
    }

    private static RestOutcome tooLong() {
        return RestOutcome.badRequest("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
