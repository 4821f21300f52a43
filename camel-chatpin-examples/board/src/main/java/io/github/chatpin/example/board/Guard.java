package io.github.chatpin.example.board;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/**
 * Stands before all that the server answers. A browser says in {@code Host} by which name it has found the board, and in
 * {@code Origin} whose page asks: a page from elsewhere may read and pin nothing here, not even under a name of its own
 * for 127.0.0.1.
 */
final class Guard implements Handler<RoutingContext> {

    private static final int FORBIDDEN = 403;
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    @Override
    public void handle(RoutingContext context) {
        HEADERS.forEach(context.response()::putHeader);
        if (isOwn(context.request())) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(FORBIDDEN)
                    .putHeader("Content-Type", "text/plain")
                    .end("The board answers its own page only");
        }
    }

    private static boolean isOwn(HttpServerRequest request) {
        HostAndPort asked = request.authority(); // the header Host, or what stands for it in HTTP/2
        if (asked == null
                || !NAMES.contains(asked.host())
                || asked.port() != request.localAddress().port()) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals("http://%s:%d".formatted(asked.host(), asked.port()));
    }
}
