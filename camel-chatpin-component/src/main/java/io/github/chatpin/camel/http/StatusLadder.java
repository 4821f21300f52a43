package io.github.chatpin.camel.http;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;

/**
 * Makes the outcome of an answer of which nothing but the status tells what it means. What a platform knows better of an
 * answer, it says instead.
 *
 * @param advice what to do where the credentials are refused
 */
public record StatusLadder(UpstreamAccount account, Redaction redaction, String advice) {

    /**
     * Returns what the answer means.
     *
     * @param message what happened, for a failure of the upstream's own
     */
    public Outcome outcome(String message, Origin origin, UpstreamAnswer answer, AnswerFacts facts) {
        return switch (StatusKind.of(answer.status())) {
            case REDIRECT -> refused(unpassing(redirect(answer), origin), facts);
            case PROXY -> refused(unpassing(ProxyDemand.message(account.name(), answer, redaction), origin), facts);
            case CREDENTIALS -> refused(new AuthenticationException(message + "; " + advice, origin), facts);
            case REFUSAL -> refused(new PinRejectedException(message, origin), facts);
            case LIMIT -> tryAgain(new RateLimitedException(message, origin, null), facts);
            case FAULT -> tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
        };
    }

    private String redirect(UpstreamAnswer answer) {
        return Redirect.message(account.name(), account.address(), answer, redaction);
    }

    private static UpstreamUnavailableException unpassing(String message, Origin origin) {
        return new UpstreamUnavailableException(message, origin, false);
    }

    private static Outcome refused(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.Refused(failure, facts);
    }

    private static Outcome tryAgain(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, facts);
    }
}
