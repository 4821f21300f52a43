package io.github.chatpin.camel.http;

import java.io.IOException;

/**
 * A connection that was kept from an earlier request turned out to be closed before anything of an answer came. The
 * request may go again at once, {@linkplain Transport#sendAnew on a new one}.
 */
public final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(Throwable cause) {
        super("The server had closed the connection, which was kept from an earlier request", cause);
    }
}
