package io.github.chatpin.example.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link LoopbackServer} in a JVM of its own, so that neither its work nor its memory counts as the client's. */
final class LoopbackProcess implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Portal portal;

    private LoopbackProcess(Process process, Portal portal) {
        this.process = process;
        this.portal = portal;
    }

    /** Starts a server that answers at once. */
    static LoopbackProcess start() throws IOException {
        return start(0);
    }

    /** Starts a server that answers after some time. */
    static LoopbackProcess start(int millis) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms128m",
                        "-Xmx128m",
                        "-Dsun.net.httpserver.nodelay=true", // else each answer waits for an acknowledgement
                        "-Dsun.net.httpserver.maxIdleConnections=100000", // else it ends those beyond 200
                        "-Dsun.net.httpserver.idleInterval=600",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LoopbackServer.class.getName(),
                        Integer.toString(millis)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = process.inputReader().readLine();
        if (port == null) {
            throw new IOException("The loopback server did not start");
        }
        return new LoopbackProcess(process, new Portal("http://127.0.0.1:" + port, "1/benchmark"));
    }

    Portal portal() {
        return portal;
    }

    /** Returns how many connections are open. */
    int openConnections() throws IOException {
        return OpenConnections.ofServer(URI.create(portal.url()).getPort());
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
