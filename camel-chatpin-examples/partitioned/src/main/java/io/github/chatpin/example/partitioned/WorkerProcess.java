package io.github.chatpin.example.partitioned;

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
        this.ready = CompletableFuture.runAsync(() -> awaitLine(Worker.READY));
    }

    /** Starts a process. What it has to complain about goes to the log. */
    static WorkerProcess start(WorkerSettings settings, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-XX:+UseSerialGC",
                "-Xmx256m",
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

    /** Waits until it has partitions. */
    void awaitReady() throws InterruptedException {
        try {
            ready.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("A worker does not start; see " + log, failure);
        }
    }

    /** Asks it to end in good order. */
    void end() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits until it has ended. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("A worker does not end well; see " + log);
        }
    }

    /** Kills it, with SIGKILL where there is one. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitLine(String expected) {
        try {
            String line = output.readLine();
            while (line != null && !line.equals(expected)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("It has ended");
            }
        } catch (IOException killed) {
            throw new UncheckedIOException(killed);
        }
    }
}
