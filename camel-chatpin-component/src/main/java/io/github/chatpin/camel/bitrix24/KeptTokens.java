package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.OAuthClaim;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's tokens in the store. What the store throws comes out as a {@link Fault}.
 *
 * @param name names the client in messages
 */
record KeptTokens(OAuthClient client, String name, Redaction redaction) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    /** The store could not be used; the message has no secret. */
    static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Fault(String message) {
            super(message);
        }

        Result.Unavailable result() {
            return new Result.Unavailable(getMessage(), 0, true);
        }
    }

    Optional<OAuthTokens> load() {
        return use("read", () -> client.store().load(client.storeAccount()));
    }

    OAuthClaim claim(OAuthTokens tokens, Duration life) {
        return use("written", () -> client.store().claim(client.storeAccount(), tokens, life));
    }

    boolean replace(OAuthTokens old, OAuthTokens tokens) {
        return use("written", () -> client.store().replace(client.storeAccount(), old, tokens));
    }

    void release(OAuthClaim.Granted claim) {
        end(() -> client.store().release(client.storeAccount(), claim));
    }

    void refuse(OAuthClaim.Granted claim, String code, Duration life) {
        end(() -> client.store().refuse(client.storeAccount(), claim, code, life));
    }

    /** A claim that cannot be ended runs out. */
    private void end(Runnable claim) {
        try {
            claim.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}. Other processes wait until the claim on the renewal runs out",
                    fault("written", e).getMessage());
        }
    }

    private <T> T use(String how, Supplier<T> store) {
        try {
            return store.get();
        } catch (RuntimeException e) {
            throw fault(how, e);
        }
    }

    private Fault fault(String how, RuntimeException e) {
        return new Fault("The token store of %s at %s cannot be %s (%s)"
                .formatted(name, client.portal(), how, redaction.describe(e)));
    }
}
