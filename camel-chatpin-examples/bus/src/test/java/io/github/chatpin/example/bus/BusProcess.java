package io.github.chatpin.example.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The example as a service in a process of its own. */
final class BusProcess implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> url;

    private BusProcess(Process process) {
        this.process = process;
        this.url = CompletableFuture.supplyAsync(this::firstLine);
    }

    static BusProcess start(Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BusExample.class.getName(),
                "serve");
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new BusProcess(builder.start());
    }

    /** {@return the broker's address; known when everything has started} */
    String awaitUrl(Duration atMost) throws Exception {
        return url.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills the process after a time, if it is not dead before; {@return whether it was alive until then} */
    boolean killAfter(Duration time) throws InterruptedException {
        boolean alive = !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        close();
        return alive;
    }

    /** Ends the process in good order; {@return its exit code} */
    int end(Duration atMost) throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String firstLine() {
        try {
            return process.inputReader().readLine();
        } catch (IOException killed) {
            return null;
        }
    }
}
