package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes outcomes of answers. */
final class Bitrix24Answers {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    private final Bitrix24Errors errors;
    private final OperatingLimit operatingLimit;
    private final Supplier<AccountMemory> memory;

    Bitrix24Answers(
            UpstreamAccount account, OperatingLimit operatingLimit, Supplier<AccountMemory> memory, boolean renewable) {
        this.errors = new Bitrix24Errors(account, new Redaction(account.secrets()), operatingLimit, renewable);
        this.operatingLimit = operatingLimit;
        this.memory = memory;
    }

    Outcome ofCall(Command command, UpstreamAnswer answer) {
        if (command instanceof Reading reading) {
            return ofReading(reading, answer);
        }
        JsonNode body = answer.json();
        AnswerFacts facts = facts(command.method(), body.path("time"));
        Bitrix24Error error = Bitrix24Error.ofRequest(command.method(), body);
        return isFailure(error, answer)
                ? errors.outcome(Subject.of(command), error, answer, facts)
                : ofResult(command, body.path("result"), answer.status(), facts);
    }

    private Outcome ofReading(Reading reading, UpstreamAnswer answer) {
        ItemList list = read(reading, answer);
        AnswerFacts facts = facts(reading.method(), list.answer().path("time"));
        Bitrix24Error error = Bitrix24Error.ofRequest(reading.method(), list.answer());
        if (isFailure(error, answer)) {
            return errors.outcome(Subject.of(reading), error, answer, facts);
        }
        return ofList(reading, list, answer, facts);
    }

    private Outcome ofList(Reading reading, ItemList list, UpstreamAnswer answer, AnswerFacts facts) {
        return reading.outcome(list, facts)
                .orElseGet(() -> errors.undocumented(Subject.of(reading), answer.status(), facts));
    }

    private static ItemList read(Reading reading, UpstreamAnswer answer) {
        try {
            return ItemList.read(answer.body(), reading::item);
        } catch (IOException e) { // or it ends too early
            return ItemList.none();
        }
    }

    List<Outcome> ofBatch(List<? extends Command> commands, UpstreamAnswer answer) {
        BatchAnswer batch = BatchAnswer.read(commands, answer);
        JsonNode body = batch.body();
        JsonNode result = body.path("result");
        Bitrix24Error error = Bitrix24Error.ofRequest(Bitrix24Requests.BATCH, body);
        facts(Bitrix24Requests.BATCH, body.path("time"));
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (Command command : commands) {
            if (isFailure(error, answer)) {
                outcomes.add(errors.outcome(Subject.of(command), error, answer, AnswerFacts.NONE));
            } else if (!result.isObject()) {
                outcomes.add(errors.undocumented(Subject.of(command), answer.status(), AnswerFacts.NONE));
            } else {
                outcomes.add(ofCommand(command, outcomes.size(), batch, answer));
            }
        }
        return outcomes;
    }

    private static boolean isFailure(Bitrix24Error error, UpstreamAnswer answer) {
        return error.isTold() || !answer.isSuccess();
    }

    private Outcome ofCommand(Command command, int index, BatchAnswer batch, UpstreamAnswer answer) {
        JsonNode result = batch.body().path("result");
        AnswerFacts facts = facts(command.method(), entry(result.path("result_time"), index));
        JsonNode entry = entry(result.path("result_error"), index);
        if (!entry.isMissingNode() && !entry.isNull()) {
            Bitrix24Error error = Bitrix24Error.ofCommand(command.method(), entry);
            return error.isTold() // an entry that is none may mean anything, whatever its result
                    ? errors.outcome(Subject.of(command), error, answer, facts)
                    : errors.undocumented(Subject.of(command), answer.status(), facts);
        }
        if (command instanceof Reading reading) {
            ItemList list = batch.lists().getOrDefault(Bitrix24Requests.key(index), ItemList.none());
            JsonNode next = entry(result.path("result_next"), index);
            return ofList(reading, next.isNumber() ? list.withNext(next) : list, answer, facts);
        }
        return ofResult(command, entry(result.path("result"), index), answer.status(), facts);
    }

    /** PHP writes a map as a list if it is empty or its keys count from 0. */
    private static JsonNode entry(JsonNode map, int index) {
        return map.isArray() ? map.path(index) : map.path(Bitrix24Requests.key(index));
    }

    private Outcome ofResult(Command command, JsonNode result, int status, AnswerFacts facts) {
        if (command instanceof GroupPin group) {
            return ofGroup(group, result, status, facts);
        }
        if (result.isBoolean() && !result.booleanValue()) {
            return new Outcome.Refused(errors.notApplied(Subject.of(command), status), facts);
        }
        if (command.chatId() != null && result.isBoolean()) {
            return new Outcome.Applied(null, null, facts);
        }
        if (command.chatId() == null && (result.isArray() || result.isObject())) {
            List<Long> sessionIds = sessionIds(result);
            if (sessionIds.size() == result.size()) {
                return new Outcome.AllApplied(sessionIds, facts);
            }
        }
        return errors.undocumented(Subject.of(command), status, facts);
    }

    private Outcome ofGroup(GroupPin group, JsonNode result, int status, AnswerFacts facts) {
        String chat = result.path("id").asText();
        if (!WHOLE_NUMBER.matcher(chat).matches()) {
            return errors.undocumented(Subject.of(group), status, facts);
        }
        PinCommand pin = group.ofChat("chat" + chat);
        memory.get().noteChat(group.chatId(), pin.chatId());
        return new Outcome.Continued(pin, facts);
    }

    private static List<Long> sessionIds(JsonNode result) {
        List<Long> sessionIds = new ArrayList<>();
        for (JsonNode id : result) {
            if (id.isIntegralNumber() && id.canConvertToLong()
                    || id.isTextual() && WHOLE_NUMBER.matcher(id.textValue()).matches()) {
                sessionIds.add(id.asLong());
            }
        }
        return sessionIds;
    }

    private AnswerFacts facts(String method, JsonNode time) {
        JsonNode operating = time.path("operating");
        JsonNode resetAt = time.path("operating_reset_at");
        if (!operating.isNumber() && !resetAt.isNumber()) {
            return AnswerFacts.NONE;
        }
        AnswerFacts facts = new AnswerFacts(
                operating.isNumber() ? operating.doubleValue() : null,
                resetAt.isNumber() ? resetAt.longValue() : null,
                null,
                null);
        operatingLimit.note(method, facts);
        return facts;
    }
}
