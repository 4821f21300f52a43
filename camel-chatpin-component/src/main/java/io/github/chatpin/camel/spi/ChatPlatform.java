package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.ChatPinConfiguration;
import java.util.Set;

/**
 * A messenger whose chats can be pinned: all that differs between upstreams is behind this interface and
 * {@link Upstream}. A bean of this type in the registry adds a platform under the bean's name; {@code bitrix24} and
 * {@code whatsapp} cannot be replaced.
 *
 * <p>Experimental: it may change between minor releases.
 *
 * <p>One instance serves all endpoints of a CamelContext and must be thread-safe.
 */
public interface ChatPlatform {

    /**
     * Returns the names of the endpoint's options that this platform understands beyond the common ones. Any other
     * platform's option on an endpoint is refused when it starts.
     */
    Set<String> options();

    /** Returns those of the {@link #options} that fit an endpoint with these values; by default all. */
    default Set<String> options(ChatPinConfiguration configuration) {
        return options();
    }

    /**
     * Checks those of an endpoint's options that do not depend on whose it is. Called when an endpoint with many accounts
     * starts; {@link #connect} checks all.
     *
     * @throws IllegalArgumentException if the endpoint cannot work, whatever the account
     */
    default void check(EndpointSettings settings) {}

    /**
     * Checks an endpoint's options and returns what the endpoint talks to. Called each time when an endpoint starts, and for each of its
     * accounts if it has many; it may then be called from several threads.
     *
     * @throws IllegalArgumentException if the endpoint cannot work; the message names the option, says what to do and
     *                                  does not repeat the value
     */
    Upstream connect(EndpointSettings settings);

    /**
     * Forgets what the platform keeps of an account that no endpoint uses any more and that has nothing to do. If an
     * endpoint connects to it meanwhile, what is needed is made anew.
     *
     * @param accountName the {@link UpstreamAccount#name}
     */
    default void forget(String accountName) {}
}
