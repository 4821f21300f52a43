package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.Connection;

/** Gives producers their connections. */
public interface EndpointConnector {

    /**
     * Returns a connection for one more user of an endpoint, who disconnects it in the end.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the context stops
     */
    Connection share(ChatPinEndpoint endpoint) throws Exception;
}
