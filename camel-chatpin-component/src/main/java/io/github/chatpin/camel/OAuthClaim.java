package io.github.chatpin.camel;

/** What a process is told that asks {@link OAuthTokenStore#claim} for the renewal of a pair. */
public sealed interface OAuthClaim {

    /**
     * It may renew the pair, and no other process may meanwhile.
     *
     * @param number tells this claim from those before and after it, from 1
     */
    record Granted(long number) implements OAuthClaim {

        /** What a store says that keeps no claims: others may renew the pair at the same time. */
        public static final Granted UNKEPT = new Granted(0);
    }

    /** Another process renews the pair, or has done so. */
    record Elsewhere() implements OAuthClaim {}

    /**
     * The authorization server has refused the refresh token before, maybe to another process.
     *
     * @param code what it answered
     */
    record Refused(String code) implements OAuthClaim {}
}
