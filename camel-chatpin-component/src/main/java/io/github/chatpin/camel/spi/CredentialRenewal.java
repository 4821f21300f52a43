package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * Renews an account's credentials when the upstream has said that they have expired. An account calls it from one thread
 * at a time, never under a lock; it may do I/O.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public interface CredentialRenewal {

    /**
     * Renews the credentials, for all requests that are made from then on.
     *
     * @param sender carries requests as the account's own are
     * @throws IOException if there was no answer; it is tried again
     */
    Result renew(Sender sender) throws IOException;

    /** Sends a request and returns its answer. */
    @FunctionalInterface
    interface Sender {

        /** @throws IOException if there was no whole answer within the timeout */
        UpstreamAnswer send(UpstreamRequest request) throws IOException;
    }

    /** What became of a renewal. */
    sealed interface Result {

        /** The credentials are new. */
        record Renewed() implements Result {}

        /**
         * They are not, and asking again does not help: what waits fails with {@link AuthenticationException}.
         *
         * @param message    why, and what to do
         * @param statusCode the HTTP status, 0 where nothing was asked
         * @param errorCode  the authorization server's code, or {@code null}
         */
        record Refused(String message, int statusCode, String errorCode) implements Result {}

        /**
         * They are not, because of a fault: what waits fails with {@link UpstreamUnavailableException}.
         *
         * @param message    why
         * @param statusCode the HTTP status, 0 where there was no answer
         * @param mayPass    whether it is tried again before
         */
        record Unavailable(String message, int statusCode, boolean mayPass) implements Result {}

        /**
         * Another process renews them: this is called again, and what waits goes on waiting. It does not count as a
         * retry.
         *
         * @param lookAgain after which time, not negative and at most a year
         */
        record Elsewhere(Duration lookAgain) implements Result {

            private static final Duration LONGEST_WAIT = Duration.ofDays(365);

            public Elsewhere {
                Objects.requireNonNull(lookAgain, "lookAgain");
                if (lookAgain.isNegative()) {
                    throw new IllegalArgumentException("lookAgain: negative");
                }
                if (lookAgain.compareTo(LONGEST_WAIT) > 0) {
                    throw new IllegalArgumentException("lookAgain: longer than a year");
                }
            }
        }
    }
}
