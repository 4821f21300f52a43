package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinEndpoint;

/** Gives producers and consumers their connections. */
public interface EndpointConnector {

    /**
     * Returns a connection for one more user of an endpoint, who disconnects it in the end.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the context stops
     */
    Connection share(ChatPinEndpoint endpoint) throws Exception;
}
