package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.Connection;

/** One endpoint's way to an account. Guarded by the account. */
final class Lane {

    final ChatPinEndpoint endpoint;
    final Connection connection;
    int stays; // of exchanges
    boolean isClosed; // and disconnected after the last stay

    Lane(ChatPinEndpoint endpoint, Connection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }
}
