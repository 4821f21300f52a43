package io.github.chatpin.camel.fake;

/** How an instance of {@link FakeRyzeApi}, or a session of {@link FakeGateway}, is connected to WhatsApp. */
public enum InstanceState {
    /** It serves changes. */
    CONNECTED("connected"),
    /** It is about to be connected. */
    CONNECTING("connecting"),
    /** It is not connected, and has a session that can be taken up again. */
    DISCONNECTED("disconnected"),
    /** The phone has ended its session. */
    LOGGED_OUT("loggedout");

    private final String wireName;

    InstanceState(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
