package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.StatusLadder;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
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

    private static final Set<String> EXPIRED =
            Set.of("EXPIRED_TOKEN", "INVALID_TOKEN"); // the vendor's SDK renews on both
    private static final Set<String> UNAUTHENTICATED = Set.of(
            "NO_AUTH_FOUND",
            "INVALID_CREDENTIALS",
            "INSUFFICIENT_SCOPE",
            "USER_ACCESS_ERROR",
            "INVALID_REQUEST",
            "PAYMENT_REQUIRED");
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
    private static final String ADVICE = "check the credentials";

    /** Returns what an answer means that tells an error, or is no success. */
    Outcome outcome(Subject subject, Bitrix24Error error, UpstreamAnswer answer, AnswerFacts facts) {
        String key = error.key();
        Origin origin = origin(subject, answer.status(), error);
        String message = message(subject, error, answer.status());
        if (key.equals("QUERY_LIMIT_EXCEEDED")) {
            return new Outcome.TryAgain(new RateLimitedException(message, origin, null), null, Scope.LIMIT, facts);
        }
        if (key.equals("OPERATION_TIME_LIMIT")) {
            Duration wait = operatingLimit.waitFor(error.method());
            Scope scope = error.method().equals(Bitrix24Requests.BATCH) ? Scope.BATCH : Scope.METHOD;
            return new Outcome.TryAgain(new RateLimitedException(message, origin, wait), wait, scope, facts);
        }
        if (error.isForGood()) {
            return refused(
                    new UpstreamUnavailableException(message + "; contact the vendor's support", origin, false), facts);
        }
        if (EXPIRED.contains(key) && renewable) {
            return new Outcome.TryAgain(new AuthenticationException(message, origin), null, Scope.CREDENTIALS, facts);
        }
        if (EXPIRED.contains(key) || UNAUTHENTICATED.contains(key)) {
            return refused(new AuthenticationException(message + "; " + ADVICE, origin), facts);
        }
        if (error.isPassing()) {
            return tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
        }
        if (REJECTED.contains(key) || key.startsWith(OF_BATCHES) || error.inBatch()) {
            return refused(new PinRejectedException(message, origin), facts);
        }
        if (Bitrix24Error.isPageNotFound(answer)) {
            return tryAgain(
                    new UpstreamUnavailableException(
                            message + "; there may be no such portal, or a proxy has answered", origin, true),
                    facts);
        }
        // ACCESS_DENIED is one of these: of the pin with 400, of the credentials or the plan with 401 and 403.
        return new StatusLadder(account, redaction, ADVICE).outcome(message, origin, answer, facts);
    }

    PinNotAppliedException notApplied(Subject subject, int status) {
        String why = subject.method().equals(PinMethod.RECENT.upstreamName())
                ? " The operator has used up the pins (45, in older versions 25), or the dialog is not in the"
                        + " operator's recent list"
                : "";
        return new PinNotAppliedException(
                subject.method() + " answered false: the state was not set." + why, origin(subject, status));
    }

    /** A success that does not say what the API documents. */
    Outcome undocumented(Subject subject, int status, AnswerFacts facts) {
        String message = message(subject, "status " + status + " without the documented result");
        return tryAgain(new UpstreamUnavailableException(message, origin(subject, status), true), facts);
    }

    private Origin origin(Subject subject, int status) {
        return new Origin(Bitrix24.NAME, subject.chatId(), status, null);
    }

    private Origin origin(Subject subject, int status, Bitrix24Error error) {
        String code = error.hasCode() ? redaction.clean(error.code()) : null;
        return new Origin(Bitrix24.NAME, subject.chatId(), status, code);
    }

    private String message(Subject subject, Bitrix24Error error, int status) {
        String code = error.hasCode()
                ? status + " " + redaction.clean(error.code())
                : "status " + status + " without an error code";
        String description = error.description().isBlank() ? "" : ", " + redaction.clean(error.description());
        return message(subject, code + description);
    }

    private String message(Subject subject, String what) {
        String chat = subject.chatId() == null ? "" : " of " + subject.chatId();
        return "%s%s at %s: %s".formatted(subject.method(), chat, account.address(), what);
    }

    private static Outcome refused(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.Refused(failure, facts);
    }

    private static Outcome tryAgain(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, facts);
    }
}
