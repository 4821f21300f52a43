package io.github.chatpin.camel.fake.server;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which requests the control server answers. A browser says in {@code Host} by which name it has found the server, and in
 * {@code Origin} whose page asks: a page from elsewhere may do nothing here, not even under a name of its own for
 * 127.0.0.1.
 */
final class Origins {

    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?");

    private Origins() {}

    /** Why a request is refused; empty if it is not. */
    static Optional<String> problemWith(Headers headers) {
        String host = String.valueOf(headers.getFirst("Host"));
        if (!THIS_MACHINE.matcher(host).matches()) {
            return Optional.of("the header Host must be localhost, 127.0.0.1 or [::1]");
        }
        String origin = headers.getFirst("Origin");
        return origin == null || origin.equals("http://" + host)
                ? Optional.empty()
                : Optional.of("the header Origin must be that of this server");
    }
}
