package io.github.chatpin.example.cluster;

import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A real Redis server on this machine, which can be stopped and started again on the same port. */
final class RedisProcess implements AutoCloseable {

    private final int port = Ports.free(1).get(0);
    private final RedisServer server;
    private Process watchdog;

    /**
     * Starts a server.
     *
     * @param directory  where its data are
     * @param keepsData  whether they are still there when it is started again
     */
    RedisProcess(Path directory, boolean keepsData) throws IOException {
        server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("dir " + directory)
                .setting("save \"\"")
                .setting("appendonly " + (keepsData ? "yes" : "no"))
                .setting("appendfsync always") // for limits, what it acknowledged must be there
                .build();
        startAgain();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void stop() throws IOException {
        watchdog.destroy();
        server.stop();
    }

    void startAgain() throws IOException {
        server.start();
        // Should this process be killed, the pipe ends, and with it the server.
        watchdog = new ProcessBuilder("sh", "-c", "read end; kill -9 " + pid()).start();
    }

    /** Stops it where it is, as SIGSTOP does: connections stay open, and nothing answers. */
    void pause() throws Exception {
        Signal.STOP.send(pid());
    }

    /** Lets it go on. */
    void resume() throws Exception {
        Signal.CONT.send(pid());
    }

    private static long pid() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
