package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.security.Fingerprint;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.text.Blanks;
import io.github.chatpin.camel.text.PipeValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a request proves who sends it: in its path with a webhook, in its body with an OAuth token. */
sealed interface Credentials permits Credentials.Webhook, Credentials.AccessToken, OAuthSession {

    /** Names the credentials without showing them. */
    String name();

    /** Names the user or the client without a secret: with other credentials of the same one it is the same. */
    String owner();

    /** Returns whether {@link #owner} names one user. */
    default boolean isOfOneUser() {
        return false;
    }

    /** Returns what must never show. */
    List<String> secrets();

    /** Returns the options on which endpoints must agree that use credentials of this name. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** Returns the token that a request's body carries. */
    default Optional<String> bodyToken() {
        return Optional.empty();
    }

    /** Returns what renews the credentials. */
    default Optional<CredentialRenewal> renewal() {
        return Optional.empty();
    }

    /** Notes that the portal has accepted them. */
    default void worked() {}

    /**
     * An inbound webhook.
     *
     * @param userId the id of the user in whose name it acts
     * @param code   the secret
     */
    record Webhook(String userId, String code) implements Credentials {

        private static final Pattern TOKEN = Pattern.compile("/*(\\d+)/([A-Za-z0-9_-]+)/*");

        static Webhook parse(String token) {
            Matcher matcher = TOKEN.matcher(Blanks.strip(token));
            PipeValue.mustNotBeEncoded("authorizationToken", token);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("authorizationToken: must be the webhook's user id and code, such as"
                        + " 1/abc123: what stands between /rest/ and the last slash of the URL that Bitrix24 shows;"
                        + " an OAuth access token goes into accessToken");
            }
            return new Webhook(matcher.group(1), matcher.group(2));
        }

        @Override
        public boolean isOfOneUser() {
            return true;
        }

        @Override
        public String owner() {
            return "user " + new BigInteger(userId); // without leading zeros
        }

        @Override
        public String name() {
            return "webhook " + Fingerprint.of(userId + "/" + code);
        }

        @Override
        public List<String> secrets() {
            return List.of(code);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * An OAuth access token that is not renewed.
     *
     * @param token the secret
     */
    record AccessToken(String token) implements Credentials {

        @Override
        public String owner() {
            return "access token";
        }

        @Override
        public String name() {
            return "OAuth " + Fingerprint.of(token);
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public Optional<String> bodyToken() {
            return Optional.of(token);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
