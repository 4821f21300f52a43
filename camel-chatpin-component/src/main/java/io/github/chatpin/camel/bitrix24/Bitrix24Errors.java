package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.Redirect;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.time.Duration;
import java.util.Set;

/**
 * Tells what an error means. The code decides before the status, since 503 may pass ({@code QUERY_LIMIT_EXCEEDED}) or
 * not ({@code OVERLOAD_LIMIT}). Source: Bitrix24's pages of the methods and "Statuses and system error codes", read in
 * November 2026.
 *
 * @param renewable whether an expired token is renewed
 */
record Bitrix24Errors(UpstreamAccount account, Redaction redaction, OperatingLimit operatingLimit, boolean renewable) {

    private static final Set<String> UNAUTHENTICATED = Set.of(
            "NO_AUTH_FOUND",
            "INVALID_CREDENTIALS",
            "EXPIRED_TOKEN",
            "INSUFFICIENT_SCOPE",
            "USER_ACCESS_ERROR",
            "INVALID_REQUEST",
            "PAYMENT_REQUIRED");
    private static final Set<String> FOR_GOOD = Set.of("OVERLOAD_LIMIT", "PORTAL_DELETED");
    private static final Set<String> PASSING = Set.of("INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER");
    private static final Set<String> REJECTED = Set.of(
            "DIALOG_ID_EMPTY",
            "ACCESS_ERROR",
            "CHAT_ID_EMPTY",
            "CHAT_ID",
            "CHAT_TYPE",
            "USER_ID",
            "ERROR_USER_NOT_OPERATOR",
            "ERROR_METHOD_NOT_FOUND");
    private static final String OF_BATCHES = "ERROR_BATCH_";

    Outcome outcome(PinCommand command, Bitrix24Error error, UpstreamAnswer answer, AnswerFacts facts) {
        String key = error.key();
        int status = answer.status();
        Origin origin = origin(command, status, error.code());
        String message = message(command, error, status);
        if (key.equals("QUERY_LIMIT_EXCEEDED")) {
            return new Outcome.TryAgain(new RateLimitedException(message, origin, null), null, Scope.LIMIT, facts);
        }
        if (key.equals("OPERATION_TIME_LIMIT")) {
            Duration wait = operatingLimit.waitFor(error.method());
            Scope scope = error.method().equals(Bitrix24Requests.BATCH) ? Scope.BATCH : Scope.METHOD;
            return new Outcome.TryAgain(new RateLimitedException(message, origin, wait), wait, scope, facts);
        }
        if (FOR_GOOD.contains(key)) {
            return refused(
                    new UpstreamUnavailableException(message + "; contact the vendor's support", origin, false), facts);
        }
        if (key.equals("EXPIRED_TOKEN") && renewable) {
            return new Outcome.TryAgain(new AuthenticationException(message, origin), null, Scope.CREDENTIALS, facts);
        }
        if (UNAUTHENTICATED.contains(key)) {
            return refused(new AuthenticationException(message + "; check the credentials", origin), facts);
        }
        if (PASSING.contains(key)) {
            return tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
        }
        if (REJECTED.contains(key) || key.startsWith(OF_BATCHES) || error.inBatch()) {
            return refused(new PinRejectedException(message, origin), facts);
        }
        // ACCESS_DENIED is one of these: of the pin with 400, of the credentials or the plan with 401 and 403.
        return byStatus(message, origin, answer, facts);
    }

    PinNotAppliedException notApplied(PinCommand command, int status) {
        String why = command.method().equals(PinMethod.RECENT.upstreamName())
                ? " The operator has used up the pins (45, in older versions 25), or the dialog is not in the"
                        + " operator's recent list"
                : "";
        return new PinNotAppliedException(
                command.method() + " answered false: the state was not set." + why, origin(command, status, null));
    }

    /** An answer that is no success or tells an error, without a code: of a proxy in between, or a server out of order. */
    Outcome withoutCode(PinCommand command, UpstreamAnswer answer, AnswerFacts facts) {
        Origin origin = origin(command, answer.status(), null);
        String message = message(command, "status " + answer.status() + " without an error code");
        return byStatus(message, origin, answer, facts);
    }

    private Outcome byStatus(String message, Origin origin, UpstreamAnswer answer, AnswerFacts facts) {
        int status = answer.status();
        if (status / 100 == 3) {
            return refused(Redirect.refused(account.name(), answer, origin, redaction), facts);
        }
        if (status == 401 || status == 403) {
            return refused(new AuthenticationException(message + "; check the credentials", origin), facts);
        }
        if (status == 429) {
            return tryAgain(new RateLimitedException(message, origin, null), facts);
        }
        if (status / 100 == 5 || status / 100 == 2) { // an error with 2xx is not what the API documents
            return tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
        }
        return refused(new PinRejectedException(message, origin), facts);
    }

    /** A success that does not say what the API documents. */
    Outcome undocumented(PinCommand command, int status, AnswerFacts facts) {
        String message = message(command, "status " + status + " without the documented result");
        return tryAgain(new UpstreamUnavailableException(message, origin(command, status, null), true), facts);
    }

    private Origin origin(PinCommand command, int status, String code) {
        return new Origin(Bitrix24Platform.NAME, command.chatId(), status, redaction.clean(code));
    }

    private String message(PinCommand command, Bitrix24Error error, int status) {
        String description = error.description().isBlank() ? "" : ", " + redaction.clean(error.description());
        return message(command, status + " " + redaction.clean(error.code()) + description);
    }

    private String message(PinCommand command, String what) {
        String chat = command.chatId() == null ? "" : " of " + command.chatId();
        return "%s%s at %s: %s".formatted(command.method(), chat, account.address(), what);
    }

    private static Outcome refused(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.Refused(failure, facts);
    }

    private static Outcome tryAgain(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, facts);
    }
}
