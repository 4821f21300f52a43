package io.github.chatpin.camel.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An HTTP proxy that opens tunnels to a port of this machine, or refuses to. */
final class TunnelProxy implements AutoCloseable {

    private static final String OPENED = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String refusal;

    /** @param refusal the whole answer to each request for a tunnel, {@code null} to open it */
    TunnelProxy(String refusal) throws IOException {
        this.refusal = refusal;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket client) {
        try (client) {
            String target = head(client.getInputStream()).split(" ")[1];
            OutputStream out = client.getOutputStream();
            if (refusal != null) {
                out.write(refusal.getBytes(ISO_8859_1));
                return;
            }
            int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port)) {
                out.write(OPENED.getBytes(ISO_8859_1));
                start(() -> pump(client, upstream));
                pump(upstream, client);
            }
        } catch (IOException gone) {
            // how either end hangs up
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // how either end hangs up
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "TunnelProxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
