package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.Connection;
import java.util.Map;

/** Connects endpoints to accounts that were looked up. */
@FunctionalInterface
public interface AccountConnector {

    /**
     * Connects an endpoint to an account; it may take its time.
     *
     * @param options the account's own
     * @throws IllegalArgumentException if they cannot work; the message names the option and does not repeat the value
     */
    Connection connect(ChatPinEndpoint endpoint, Map<String, String> options) throws Exception;
}
