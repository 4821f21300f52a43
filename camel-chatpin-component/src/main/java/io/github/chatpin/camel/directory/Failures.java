package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Makes the failures of exchanges whose account is not there. An account's name comes from outside, and is shown as text. */
final class Failures {

    private static final int LONGEST_NAME = 100;

    private Failures() {}

    static RuntimeException notFound(ChatPinEndpoint endpoint, String name, Throwable fault) {
        if (fault instanceof RejectedExecutionException) {
            return stopped(name);
        }
        Origin origin = Origin.unanswered(endpoint.getPlatform(), null);
        if (fault instanceof UnknownAccountException) {
            return new InvalidPinRequestException(
                    "No account %s: accounts does not know it".formatted(shown(name)), origin);
        }
        if (fault instanceof IllegalArgumentException) { // its message names the option, and not the value
            return new InvalidPinRequestException("Account %s: %s".formatted(shown(name), fault.getMessage()), origin);
        }
        return new UpstreamUnavailableException(
                "Account %s could not be looked up (%s)".formatted(shown(name), why(endpoint, fault)), origin, true);
    }

    private static String why(ChatPinEndpoint endpoint, Throwable fault) {
        if (fault instanceof TimeoutException) {
            return "no answer within requestTimeout=%d ms"
                    .formatted(endpoint.getConfiguration().getRequestTimeout());
        }
        return fault instanceof SourceFailedException failed
                ? failed.type()
                : fault.getClass().getName();
    }

    static RateLimitedException waitedTooLong(ChatPinEndpoint endpoint, String name) {
        return new RateLimitedException(
                "Waited longer than maxWait=%d ms for account %s"
                        .formatted(endpoint.getConfiguration().getMaxWait(), shown(name)),
                Origin.unanswered(endpoint.getPlatform(), null),
                null);
    }

    static RejectedExecutionException stopped(String name) {
        return new RejectedExecutionException(
                "chatpin was stopped before account %s was looked up".formatted(shown(name)));
    }

    private static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST_NAME).forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.toString();
    }
}
