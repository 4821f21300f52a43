package io.github.chatpin.camel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps connections, and ends them as a test says. It tells of each request which connection it came on, from 1. */
public final class FickleServer implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s";

    public final List<Integer> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Script script;

    public FickleServer(Script script) throws IOException {
        this.script = script;
        start(this::accept);
    }

    /** What becomes of a request. */
    @FunctionalInterface
    public interface Script {

        /**
         * @param connection which connection it came on, from 1
         * @param request    which request on that connection it is, from 1
         */
        Reply reply(int connection, int request);
    }

    /** What is sent, and whether the connection then ends, with a reset or in the usual way. */
    public record Reply(String text, boolean closes, boolean resets) {

        public static Reply answer(String body) {
            return new Reply(OK.formatted(body.length(), body), false, false);
        }

        public static Reply close() {
            return answering("").thenClose();
        }

        public static Reply reset() {
            return new Reply("", true, true);
        }

        public static Reply answering(String text) {
            return new Reply(text, false, false);
        }

        public Reply thenClose() {
            return new Reply(text, true, false);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "FickleServer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                connections.add(client);
                int number = connections.size();
                start(() -> serve(client, number));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void serve(Socket client, int connection) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            for (int request = 1; read(in); request++) {
                requests.add(connection);
                Reply reply = script.reply(connection, request);
                client.getOutputStream().write(reply.text().getBytes(ISO_8859_1));
                if (reply.closes()) {
                    client.setSoLinger(reply.resets(), 0);
                    return;
                }
            }
        } catch (IOException e) {
            // how a client that hangs up shows
        }
    }

    /** Reads a request; returns whether there was one. */
    private static boolean read(BufferedReader in) throws IOException {
        int length = 0;
        String line = in.readLine();
        if (line == null) {
            return false;
        }
        for (; line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int left = length; left > 0; left--) {
            in.read();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
