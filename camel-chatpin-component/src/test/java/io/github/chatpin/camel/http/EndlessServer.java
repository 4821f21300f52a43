package io.github.chatpin.camel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Begins one answer and never ends it: goes on with the same piece until the client hangs up. */
public final class EndlessServer implements AutoCloseable {

    private static final int PAUSE_MILLIS = 10;
    private static final int ENOUGH = 3;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    final CountDownLatch pieces = new CountDownLatch(ENOUGH);
    final CountDownLatch hungUp = new CountDownLatch(1);

    /** @param piece {@code null} to say nothing more */
    public EndlessServer(String beginning, String piece) throws IOException {
        Thread thread = new Thread(() -> answer(beginning, piece), "EndlessServer");
        thread.setDaemon(true);
        thread.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void answer(String beginning, String piece) {
        try (Socket client = server.accept()) {
            InputStream in = client.getInputStream();
            in.read(new byte[8192]);
            client.setSoTimeout(PAUSE_MILLIS);
            OutputStream out = client.getOutputStream();
            out.write(beginning.getBytes(ISO_8859_1));
            while (isStillThere(in)) {
                out.write(piece.getBytes(ISO_8859_1));
                pieces.countDown();
            }
        } catch (IOException e) {
            // how a client that hangs up shows
        }
        hungUp.countDown();
    }

    /** Waits for the time between two pieces. */
    private static boolean isStillThere(InputStream in) throws IOException {
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
