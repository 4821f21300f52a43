package io.github.chatpin.example.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers every request at once as Bitrix24 answers {@code im.recent.pin}, and does nothing else, so that what is
 * measured is the client. Listens at all addresses 127.x.y.z, so that it can be many portals. Runs in a JVM of its own
 * until its standard input ends.
 */
public final class LoopbackServer {

    /** A chat whose pin ends the connection, as a server ends one that is idle. */
    static final String LAST_CHAT = "chat999999999";

    private static final int THREADS = 16; // more than callers, each of which has one connection
    private static final byte[] ANSWER = """
            {"result":true,"time":{"start":1764547200.123,"finish":1764547200.125,"duration":0.002,"processing":0,\
            "date_start":"2026-12-01T00:00:00+00:00","date_finish":"2026-12-01T00:00:00+00:00",\
            "operating_reset_at":1764547800,"operating":0}}""".getBytes(StandardCharsets.UTF_8);

    private LoopbackServer() {}

    /**
     * Starts the server and prints its port.
     *
     * @param args not used
     * @throws IOException if it cannot listen
     */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(executor);
        server.createContext("/", LoopbackServer::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.readAllBytes(); // which ends with the parent, whatever becomes of it
        server.stop(0);
        executor.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (body.contains(LAST_CHAT)) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, ANSWER.length);
        exchange.getResponseBody().write(ANSWER);
        exchange.close();
    }
}
