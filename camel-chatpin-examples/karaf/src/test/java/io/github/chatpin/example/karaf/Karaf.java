package io.github.chatpin.example.karaf;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Karaf of its own for one run: a fresh copy, a process of its own, free ports, and nothing fetched from anywhere. */
final class Karaf implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String BUNDLE = "deploy/chatpin.jar";

    private final Path home;
    private Process process;

    private Karaf(Path home) {
        this.home = home;
    }

    /** {@return a Karaf that is not started yet} */
    static Karaf unpacked(Path original, Path home) throws IOException {
        delete(home);
        copy(original, home);
        Karaf karaf = new Karaf(home);
        karaf.edit("org.apache.karaf.shell", Map.of("sshHost", "127.0.0.1", "sshPort", "0"));
        karaf.edit("org.ops4j.pax.url.mvn", Map.of("org.ops4j.pax.url.mvn.repositories", ""));
        return karaf;
    }

    void start(Map<String, String> environment) throws IOException {
        // "daemon" replaces the shell by the JVM: the process that is started here is the one to be stopped.
        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve("bin/karaf").toString(), "daemon");
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_") || name.startsWith("JAVA_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("console.txt").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Writes the bundle's settings as an operator would, while Karaf runs or before. */
    void configure(Properties settings) throws IOException {
        write(settings, Activator.PID);
    }

    /** Puts the bundle into Karaf's deploy folder: it is installed, or updated if it is there. */
    void deploy(Path bundle) throws IOException {
        Path hidden = Files.copy(bundle, home.resolve("chatpin.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(hidden, home.resolve(BUNDLE), StandardCopyOption.REPLACE_EXISTING);
    }

    void undeploy() throws IOException {
        Files.delete(home.resolve(BUNDLE));
    }

    /** {@return where the bundle's settings, as they are shipped, have the files dropped} */
    DropFolder dropFolder() {
        return new DropFolder(home.resolve("data/pins"));
    }

    /** {@return the lines of Karaf's log with this text} */
    List<String> logged(String text) throws IOException {
        Path log = home.resolve("data/log/karaf.log");
        if (Files.notExists(log)) {
            return List.of();
        }
        // Also while a line is being written, which in UTF-8 may end within a character.
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    /** Waits for it, as long as Karaf runs. */
    void awaitThat(String what, Callable<Boolean> condition) {
        await(what + " (see " + home + "/data/log/karaf.log)")
                .atMost(PATIENCE)
                .failFast("Karaf has ended, see " + home + "/console.txt", () -> !process.isAlive())
                .until(condition);
    }

    /** Asks Karaf to end, and throws if it does not. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Karaf has not ended");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void edit(String pid, Map<String, String> changes) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("etc/" + pid + ".cfg"))) {
            settings.load(in);
        }
        settings.putAll(changes);
        write(settings, pid);
    }

    private void write(Properties settings, String pid) throws IOException {
        try (Writer out = Files.newBufferedWriter(home.resolve("etc/" + pid + ".cfg"))) {
            settings.store(out, null);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
