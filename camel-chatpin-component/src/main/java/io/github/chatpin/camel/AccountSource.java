package io.github.chatpin.camel;

import java.util.Map;
import java.util.Optional;

/**
 * Knows the accounts of an endpoint with the option {@code accounts}, by name: the portals that an application is
 * installed in, or the phones of a provider.
 *
 * <p>It may take its time and do I/O: it is called on threads of its own. Calls for several names come from several
 * threads at once, for one name one after another.
 */
@FunctionalInterface
public interface AccountSource {

    /**
     * Returns the options that say whose requests the account's are: for Bitrix24 {@code portalUrl},
     * {@code authorizationToken} or {@code accessToken}, {@code refreshToken}, {@code clientId} and {@code clientSecret},
     * and {@code plan}; for WhatsApp {@code gateway}, {@code gatewayUrl}, {@code instance} and {@code token}. An option
     * that is not among them is not set; its value must not be {@code null}.
     *
     * @param name the message's header {@link ChatPinConstants#ACCOUNT}, as the message has it: it comes from outside
     * @return the options by their names; empty if there is no such account
     * @throws RuntimeException if that cannot be told now; it is asked again, as after a fault of an upstream. Only the
     *                          exception's class is shown, since its message may repeat a secret
     */
    Optional<Map<String, String>> find(String name);
}
