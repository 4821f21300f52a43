package io.github.chatpin.camel.fake;

import java.util.UUID;
import java.util.function.Function;

/** The gateways that a {@link FakeGateway} can be. */
enum GatewayKind {
    GOWA("gowa", GowaServer::new),
    OPENWA("openwa", OpenWaServer::new),
    WWEBJS("wwebjs", WwebjsServer::new),
    WPPCONNECT("wppconnect", WppConnectServer::new);

    private static final String DEFAULT_SESSION = "acme";
    private static final String USER = "chatpin:";

    private final String wireName;
    private final Function<GatewayState, GatewayServer> server;

    GatewayKind(String wireName, Function<GatewayState, GatewayServer> server) {
        this.wireName = wireName;
        this.server = server;
    }

    /** As the component's option {@code gateway} has it. */
    String wireName() {
        return wireName;
    }

    GatewayServer server(GatewayState state) {
        return server.apply(state);
    }

    /** Whether each session has a credential of its own. */
    boolean hasTokenPerSession() {
        return this == WPPCONNECT;
    }

    boolean mayGoWithoutToken() {
        return this == GOWA || this == WWEBJS;
    }

    String defaultSession() {
        return this == OPENWA ? UUID.randomUUID().toString() : DEFAULT_SESSION;
    }

    String checkedSession(String name) {
        boolean fits =
                switch (this) {
                    case GOWA -> !name.isBlank();
                    case OPENWA -> OpenWaServer.isUuid(name);
                    case WWEBJS, WPPCONNECT -> name.matches("[\\w-]+");
                };
        if (!fits) {
            throw new IllegalArgumentException("not a session's name of " + wireName + ": " + name);
        }
        return name;
    }

    String checkedToken(String token) {
        if (this != GOWA) {
            return Secrets.checked("token", token);
        }
        int colon = token.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("token of gowa must be a user and a password with a colon between");
        }
        Secrets.checked("token's password", token.substring(colon + 1));
        return token;
    }

    String newToken(Secrets secrets) {
        if (this != GOWA) {
            return secrets.issue(wireName + "-");
        }
        return adopt(secrets, USER + secrets.issue("password-"));
    }

    /** Takes a token that is given, so that it is masked, and so is the password in it. */
    String adopt(Secrets secrets, String token) {
        if (this == GOWA) {
            secrets.adopt(token.substring(token.indexOf(':') + 1));
        }
        return secrets.adopt(token);
    }
}
