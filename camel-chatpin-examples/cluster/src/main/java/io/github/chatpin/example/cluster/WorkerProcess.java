package io.github.chatpin.example.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A {@link Worker} in a process of its own, as seen from outside. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader output;
    private final Path log;
    private final CompletableFuture<Void> ready;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.output = process.inputReader();
        this.log = log;
        this.ready = CompletableFuture.runAsync(() -> lineBeginningWith(Worker.READY));
    }

    /** Starts a process. What it has to complain about goes to the log. */
    static WorkerProcess start(WorkerSettings settings, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-XX:+UseSerialGC",
                "-Xmx256m",
                // what Hazelcast asks for
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.management/sun.management=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-modules=java.se",
                "-cp",
                classPath(),
                Worker.class.getName());
        builder.environment().putAll(settings.environment());
        builder.redirectError(log.toFile());
        return new WorkerProcess(builder.start(), log);
    }

    /** {@return this process's class path; exec:java has one in a class loader, not in the system property} */
    private static String classPath() {
        if (WorkerProcess.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(WorkerProcess::file)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Waits until it has started. */
    void awaitReady() throws InterruptedException {
        get(ready, "does not start");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops it where it is, as SIGSTOP does, until {@link #resume}. */
    void pause() throws Exception {
        Signal.STOP.send(process.pid());
    }

    /** Lets it go on. */
    void resume() throws Exception {
        Signal.CONT.send(process.pid());
    }

    /** Asks it to end in good order. */
    void end() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits until it has ended; {@return how many operations at the store it has needed} */
    long awaitOperations() throws InterruptedException {
        CompletableFuture<String> last = CompletableFuture.supplyAsync(() -> lineBeginningWith(Worker.OPERATIONS));
        long operations = Long.parseLong(get(last, "does not end").substring(Worker.OPERATIONS.length()));
        if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("A worker does not end well; see " + log);
        }
        return operations;
    }

    /** Kills it, with SIGKILL where there is one. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String lineBeginningWith(String start) {
        try {
            String line = output.readLine();
            while (line != null && !line.startsWith(start)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("It has ended");
            }
            return line;
        } catch (IOException killed) {
            throw new UncheckedIOException(killed);
        }
    }

    private <T> T get(CompletableFuture<T> future, String otherwise) throws InterruptedException {
        try {
            return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("A worker " + otherwise + "; see " + log, failure);
        }
    }
}
