package io.github.chatpin.camel.tracing;

/** The names of what the spans of exchanges and those of requests both tell. */
final class Tags {

    static final String PLATFORM = "chatpin.platform";
    static final String GATEWAY = "chatpin.gateway";
    static final String SERVER_ADDRESS = "server.address";
    static final String ERROR_TYPE = "error.type";

    private Tags() {}
}
