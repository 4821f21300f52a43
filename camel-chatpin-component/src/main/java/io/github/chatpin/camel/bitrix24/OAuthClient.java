package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.security.Fingerprint;
import java.net.URI;

/**
 * An OAuth application at one portal, as it is configured.
 *
 * @param id           its public id
 * @param secret       its secret
 * @param refreshToken the refresh token from which all others descend, a secret
 * @param tokenUrl     the authorization server
 * @param store        keeps the tokens
 */
record OAuthClient(Address portal, String id, String secret, String refreshToken, URI tokenUrl, OAuthTokenStore store) {

    /**
     * Returns the name under which the tokens are kept. It has a digest of the configured refresh token, so that a pair
     * is only found while it descends from that: a newly configured one wins.
     */
    String storeAccount() {
        return "%s %s %s".formatted(portal, id, Fingerprint.of(refreshToken));
    }

    /** Names the client without its secrets. */
    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
