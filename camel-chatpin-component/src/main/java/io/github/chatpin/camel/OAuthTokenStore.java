package io.github.chatpin.camel;

import java.util.Optional;

/**
 * Keeps the token pair of each OAuth client, which changes with every renewal, so that a restart does not lose it. It is
 * asked when the first endpoint of a client starts and before a renewal, and told before a new pair is used. It may do I/O and must be
 * thread-safe. What it throws while a pair is to be saved is logged, and saving is tried again.
 *
 * @see FileOAuthTokenStore
 */
public interface OAuthTokenStore {

    /**
     * Returns the pair that was saved last, empty if there is none.
     *
     * @param account names the portal, the client, and by a digest the refresh token that was configured, from which the
     *                pair descends. Where an operator configures a new one, this is another name, under which there is
     *                nothing: so pairs must be kept by the whole of it
     */
    Optional<OAuthTokens> load(String account);

    /**
     * Keeps a pair in place of the one before. When this returns, the pair must outlast what the store is there to
     * outlast.
     *
     * @param account as with {@link #load}; without a secret, up to a few hundred characters
     */
    void save(String account, OAuthTokens tokens);
}
