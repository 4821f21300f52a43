package io.github.chatpin.camel.fake.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control server: it finds the route for each request, and answers. Thread-safe. */
final class Control implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 4;
    private static final int LONGEST_BODY = 1_000_000;
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private final List<Route> routes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Control(List<Route> routes, HttpServer server) {
        this.routes = routes;
        this.server = server;
    }

    /** Starts it; 0 is any free port. */
    static Control start(int port, List<Route> routes) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else an answer takes 40 ms
        HttpServer server = HttpServer.create();
        bind(server, new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
        Control control = new Control(List.copyOf(routes), server);
        server.setExecutor(control.threads);
        server.createContext("/", control::handle);
        server.start();
        return control;
    }

    /** The address, without a slash at the end. */
    String url() {
        return "http://" + LOOPBACK + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void bind(HttpServer server, InetSocketAddress address) throws IOException {
        try {
            server.bind(address, 0);
        } catch (BindException taken) {
            throw new IOException("Failed to bind to " + address, taken);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(exchange);
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), reply.content().length);
            exchange.getResponseBody().write(reply.content());
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        Optional<String> problem = Origins.problemWith(exchange.getRequestHeaders());
        if (problem.isPresent()) {
            return Reply.error(403, problem.get());
        }
        return answerFromHere(exchange);
    }

    private Reply answerFromHere(HttpExchange exchange) throws IOException {
        List<String> segments = segments(exchange.getRequestURI());
        List<Route> found = routes.stream()
                .filter(route -> route.match(segments).isPresent())
                .toList();
        if (found.isEmpty()) {
            return Reply.error(
                    404, "there is nothing at " + exchange.getRequestURI().getPath());
        }
        Optional<Route> route = found.stream()
                .filter(candidate -> candidate.method().equals(exchange.getRequestMethod()))
                .findFirst();
        if (route.isEmpty()) {
            String methods = String.join(", ", found.stream().map(Route::method).toList());
            exchange.getResponseHeaders().set("Allow", methods);
            return Reply.error(405, "only " + methods + " here");
        }
        try {
            return run(route.get(), segments, exchange);
        } catch (IllegalArgumentException wrong) {
            return Reply.error(400, wrong.getMessage());
        } catch (IllegalStateException notNow) {
            return Reply.error(409, notNow.getMessage());
        }
    }

    private static Reply run(Route route, List<String> segments, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new IllegalArgumentException("the body must not be longer than " + LONGEST_BODY + " bytes");
        }
        Fields fields = Fields.of(new String(body, UTF_8));
        fields.mustBeAmong(route.fields());
        Map<String, String> path = route.match(segments).orElseThrow();
        return route.operation().apply(new Call(path, query(exchange.getRequestURI()), fields));
    }

    private static List<String> segments(URI address) {
        return Route.segments(address.getRawPath()).stream()
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new HashMap<>();
        String sent = Optional.ofNullable(address.getRawQuery()).orElse("");
        Arrays.stream(sent.split("&")).forEach(pair -> {
            int equals = pair.indexOf('=');
            query.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        });
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
