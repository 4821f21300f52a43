package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.StatusKind;
import io.github.chatpin.camel.http.StatusLadder;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit.FixedWindow;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes outcomes of answers. The gateway has no error codes: status and text have to do. Source: RyzeAPI's page "Pin
 * chat", read in November 2026.
 */
final class WhatsAppAnswers {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    private static final List<String> TEXTS = List.of("message", "error", "text", "description");
    private static final String ADVICE = "check token and instance";
    private static final int MOST_TEXT = 2000;
    private static final Pattern KEY = Pattern.compile("\"\\w+\"\\s*:");
    private static final String INSTANCES = "Instance list";
    private static final String CONNECTED = "connected";
    private static final int CONFLICT = 409;
    private static final int ANY_FAULT = 500;
    private static final int NOT_SUPPORTED = 501;

    private final UpstreamAccount account;
    private final Duration longestWindow; // the upstream's, also where a shorter period is configured
    private final PinMemory memory;
    private final int pinLimit;
    private final Clock clock;
    private final Redaction redaction;

    WhatsAppAnswers(UpstreamAccount account, FixedWindow window, PinMemory memory, int pinLimit, Clock clock) {
        this.account = account;
        Duration own = Duration.ofMillis(UpstreamLimit.RYZEAPI.periodMillis());
        this.longestWindow = own.compareTo(window.period()) > 0 ? own : window.period();
        this.memory = memory;
        this.pinLimit = pinLimit;
        this.clock = clock;
        this.redaction = new Redaction(account.secrets());
    }

    Outcome of(PinCommand command, UpstreamAnswer answer) {
        JsonNode body = answer.json();
        AnswerFacts facts = facts(answer);
        if (answer.isSuccess()
                && body.path("success").asBoolean(false)
                && body.path("pinned").isBoolean()) {
            return ofSuccess(command, body, answer.status(), facts);
        }
        return ofFailure(command, answer, errorText(body), facts);
    }

    /** Tells whether an instance is connected, of the answer to the question for it. */
    Outcome ofInstances(String instance, UpstreamAnswer answer) {
        JsonNode body = answer.json();
        AnswerFacts facts = facts(answer);
        if (!answer.isSuccess()
                || !body.path("success").asBoolean(false)
                || !body.path("instances").isArray()) {
            return byStatus(INSTANCES, null, answer, errorText(body), facts);
        }
        Origin origin = new Origin(WhatsApp.NAME, null, answer.status(), null);
        for (JsonNode candidate : body.path("instances")) {
            if (candidate.path("name").asText().equals(instance)) {
                String state = redaction.clean(
                        candidate.path("connection").path("state").asText("unknown"));
                return state.equals(CONNECTED)
                        ? new Outcome.Applied(null, "The instance is connected to WhatsApp", facts)
                        : tryAgain(
                                new UpstreamUnavailableException(
                                        message(INSTANCES, "the instance's connection to WhatsApp is " + state),
                                        origin,
                                        true),
                                facts);
            }
        }
        return refused(
                new AuthenticationException(message(INSTANCES, "the token has no such instance; " + ADVICE), origin),
                facts);
    }

    private Outcome ofSuccess(PinCommand command, JsonNode body, int status, AnswerFacts facts) {
        String jid = body.path("chat_jid").textValue();
        boolean pinned = body.path("pinned").booleanValue();
        memory.note(WhatsAppUpstream.METHOD, command.orderKey(), jid, pinned);
        if (pinned != command.pinned()) {
            return refused(
                    new PinNotAppliedException(
                            message(
                                    subject(command),
                                    "the gateway answered that the chat is " + (pinned ? "pinned" : "not pinned")),
                            new Origin(WhatsApp.NAME, command.chatId(), status, null)),
                    facts);
        }
        return new Outcome.Applied(jid, redaction.clean(body.path("message").textValue()), facts);
    }

    private Outcome ofFailure(PinCommand command, UpstreamAnswer answer, String text, AnswerFacts facts) {
        int status = answer.status();
        StatusKind kind = StatusKind.of(status);
        if (kind == StatusKind.REFUSAL || kind == StatusKind.FAULT) {
            ErrorText error = new ErrorText(text);
            Origin origin = origin(command.chatId(), status, text);
            String message = message(subject(command), status, text);
            if (command.pinned() && error.tellsOfTooManyPins()) {
                return refused(limitReached(message, origin, false), facts);
            }
            if (error.tellsWhatPasses() || status == CONFLICT) {
                return tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
            }
            if (status == NOT_SUPPORTED) {
                return refused(new PinRejectedException(message, origin), facts);
            }
            if (status == ANY_FAULT
                    && command.pinned()
                    && isFullWithout(command.orderKey())
                    && !new ErrorText(allTexts(answer)).namesACause()) {
                return tryAgain(limitReached(message, origin, true), facts);
            }
        }
        return byStatus(subject(command), command.chatId(), answer, text, facts);
    }

    private boolean isFullWithout(String chatId) {
        return memory.of(WhatsAppUpstream.METHOD).remembered().countWithout(chatId) >= pinLimit;
    }

    private Outcome byStatus(String subject, String chatId, UpstreamAnswer answer, String text, AnswerFacts facts) {
        Origin origin = origin(chatId, answer.status(), text);
        String message = message(subject, answer.status(), text);
        if (StatusKind.of(answer.status()) == StatusKind.LIMIT) {
            Duration wait = toReset(facts);
            Scope scope = wait == null ? Scope.COMMAND : Scope.LIMIT;
            return new Outcome.TryAgain(new RateLimitedException(message, origin, wait), wait, scope, facts);
        }
        return new StatusLadder(account, redaction, ADVICE).outcome(message, origin, answer, facts);
    }

    private Origin origin(String chatId, int status, String text) {
        return new Origin(WhatsApp.NAME, chatId, status, text.isBlank() ? null : redaction.clean(text));
    }

    private String message(String subject, int status, String text) {
        return message(subject, "status " + status + (text.isBlank() ? "" : ", " + redaction.clean(text)));
    }

    private static String subject(PinCommand command) {
        return (command.pinned() ? "Pin of " : "Unpin of ") + command.chatId();
    }

    private PinLimitReachedException limitReached(String message, Origin origin, boolean guessed) {
        String why = guessed
                ? "; %d other chats were pinned through this instance, so WhatsApp's limit is the likely reason"
                        .formatted(pinLimit)
                : "; WhatsApp keeps three chats pinned";
        return new PinLimitReachedException(message + why + ": unpin one first", origin, guessed);
    }

    private static String errorText(JsonNode body) {
        JsonNode error = body.path("error");
        String text = error.isNumber() ? "" : JsonText.first(error, TEXTS); // a number repeats the status
        return text.isBlank() ? JsonText.first(body.path("message"), TEXTS) : text;
    }

    /** Returns all that an answer says, wherever it stands: what tells a cause may stand beside what tells none. */
    private static String allTexts(UpstreamAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return KEY.matcher(body.substring(0, Math.min(body.length(), MOST_TEXT)))
                .replaceAll(" ");
    }

    private static AnswerFacts facts(UpstreamAnswer answer) {
        Long remaining = number(answer.headers().get("x-ratelimit-remaining"));
        Long reset = number(answer.headers().get("x-ratelimit-reset"));
        boolean isCount = remaining != null && remaining <= Integer.MAX_VALUE;
        return new AnswerFacts(null, null, isCount ? remaining.intValue() : null, reset);
    }

    private static Long number(String header) {
        return header == null || !WHOLE_NUMBER.matcher(header).matches() ? null : Long.valueOf(header);
    }

    /** Returns how long it is to the gateway's next window; {@code null} if it does not say, or nothing sensible. */
    private Duration toReset(AnswerFacts facts) {
        if (facts.rateLimitResetAt() == null) {
            return null;
        }
        Instant now = clock.instant();
        long seconds = facts.rateLimitResetAt() - now.getEpochSecond();
        if (seconds <= 0 || seconds > longestWindow.toSeconds() + 1) {
            return null;
        }
        return Duration.between(now, Instant.ofEpochSecond(facts.rateLimitResetAt()));
    }

    private String message(String subject, String what) {
        return "%s at %s: %s".formatted(subject, account.name(), what);
    }

    private static Outcome refused(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.Refused(failure, facts);
    }

    private static Outcome tryAgain(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, facts);
    }
}
