package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.InstanceState;

/** How an instance or a session is connected, as JSON has it. */
final class ConnectionStates {

    private static final String STATE = "state";

    private ConnectionStates() {}

    static InstanceState read(Fields fields) {
        return switch (fields.text(STATE)) {
            case "connected" -> InstanceState.CONNECTED;
            case "connecting" -> InstanceState.CONNECTING;
            case "disconnected" -> InstanceState.DISCONNECTED;
            case "loggedout" -> InstanceState.LOGGED_OUT;
            default -> throw fields.must(STATE, "connected, connecting, disconnected or loggedout");
        };
    }
}
