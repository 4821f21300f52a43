package io.github.chatpin.camel;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the token pair of each OAuth client, which changes with every renewal, so that a restart does not lose it. It is
 * asked when the first endpoint of a client starts and before a renewal, and told before a new pair is used. It may do I/O and must be
 * thread-safe. What it throws while a pair is to be saved is logged, and saving is tried again.
 *
 * <p>{@link #load} and {@link #save} are enough for one process. A store that several processes share has the other
 * methods too, so that one of them renews and the others take the new pair over.
 *
 * @see FileOAuthTokenStore
 * @see JdbcOAuthTokenStore
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

    /**
     * Claims the renewal of a pair, whose refresh token is sent only if this is granted. It is not while another claim
     * holds, or if the store has another pair by now. A claim holds until the pair is replaced or the claim released,
     * and no longer than its life, since its process may have died; then the next one may be granted.
     *
     * <p>Unless overridden, always granted, as {@link OAuthClaim.Granted#UNKEPT}: the store is for one process. Where
     * another user of it renews at the same time, the slower one is refused, and looks for the pair of the other.
     *
     * @param account as with {@link #load}
     * @param tokens  the pair in hand, which the store may not have yet
     * @param life    more than twice as long as a renewal may take
     */
    default OAuthClaim claim(String account, OAuthTokens tokens, Duration life) {
        return OAuthClaim.Granted.UNKEPT;
    }

    /**
     * Keeps a pair in place of the one that it was had with, and ends the claim; does nothing if another pair has taken
     * that one's place.
     *
     * <p>It does not matter who holds the claim: where one ran out before its renewal had an answer, the pair of that
     * answer is the good one all the same. Unless overridden, saves.
     *
     * @param account as with {@link #load}
     * @return whether the pair is kept
     */
    default boolean replace(String account, OAuthTokens old, OAuthTokens tokens) {
        save(account, tokens);
        return true;
    }

    /**
     * Ends a claim, if it still holds: the pair was not renewed, and others may try.
     *
     * @param account as with {@link #load}
     */
    default void release(String account, OAuthClaim.Granted claim) {}

    /**
     * Ends a claim, if it still holds: the authorization server refused the refresh token, and others need not send it,
     * too. They are told {@link OAuthClaim.Refused} meanwhile.
     *
     * @param account as with {@link #load}
     * @param code    what the server answered, without a secret
     * @param life    how long that holds
     */
    default void refuse(String account, OAuthClaim.Granted claim, String code, Duration life) {}
}
