package io.github.chatpin.example.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers every request as Bitrix24 answers {@code im.recent.pin} or a batch of it, at once or after a time, and does
 * nothing else, so that what is measured is the client. Listens at all addresses 127.x.y.z, so that it can be many portals. Runs in a JVM of its own
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

    private static final String BATCH_ANSWER =
            "{\"result\":{\"result\":{%s},\"result_error\":[],\"result_total\":[],\"result_next\":[],"
                    + "\"result_time\":{%s}},\"time\":{\"operating\":0}}";
    private static final Pattern KEY = Pattern.compile("\"(c\\d+)\":");

    private LoopbackServer() {}

    /**
     * Starts the server and prints its port.
     *
     * @param args after how many milliseconds it answers
     * @throws IOException if it cannot listen
     */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(executor);
        long millis = Long.parseLong(args[0]);
        ScheduledExecutorService answers = Executors.newScheduledThreadPool(1);
        server.createContext("/", exchange -> {
            byte[] answer = answer(exchange);
            if (millis == 0) {
                send(exchange, answer);
            } else {
                answers.schedule(() -> executor.execute(() -> send(exchange, answer)), millis, TimeUnit.MILLISECONDS);
            }
        });
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.readAllBytes(); // which ends with the parent, whatever becomes of it
        server.stop(0);
        answers.shutdownNow();
        executor.shutdownNow();
    }

    private static byte[] answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (body.contains(LAST_CHAT)) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        return exchange.getRequestURI().getPath().endsWith("/batch") ? batch(body) : ANSWER;
    }

    /** Each command of a batch has a key; the answer has the same keys. */
    private static byte[] batch(String body) {
        StringBuilder results = new StringBuilder();
        StringBuilder times = new StringBuilder();
        Matcher keys = KEY.matcher(body);
        while (keys.find()) {
            String separator = results.isEmpty() ? "" : ",";
            results.append(separator).append('"').append(keys.group(1)).append("\":true");
            times.append(separator).append('"').append(keys.group(1)).append("\":{\"operating\":0}");
        }
        return BATCH_ANSWER.formatted(results, times).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, byte[] answer) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
