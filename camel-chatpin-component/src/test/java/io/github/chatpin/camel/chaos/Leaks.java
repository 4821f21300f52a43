package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.FakeUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** What must not be left when contexts have stopped. */
final class Leaks {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // The kernel's list of this process's network, on Linux only; elsewhere connections are not looked at
    private static final List<Path> SOCKETS = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final Set<String> OPEN = Set.of("01", "08"); // established, and closed by the other side only

    private final List<String> violations = new ArrayList<>();

    List<String> violations() {
        return violations;
    }

    /** Threads carry the names of their contexts. */
    void threads(List<String> contexts) {
        nothing("threads", () -> Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(thread -> contexts.stream().anyMatch(thread::contains))
                .toList());
    }

    void connections(List<FakeUpstream> fakes) {
        Set<String> ports = fakes.stream()
                .map(fake -> "%04X".formatted(URI.create(fake.url()).getPort()))
                .collect(Collectors.toSet());
        nothing("connections", () -> SOCKETS.stream()
                .filter(Files::exists)
                .flatMap(path -> lines(path).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(socket -> ports.contains(socket[2].substring(socket[2].indexOf(':') + 1)))
                .filter(socket -> OPEN.contains(socket[3]))
                .map(socket -> socket[1] + " to " + socket[2])
                .toList());
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing keeps contexts and endpoints from being collected. */
    void memory(List<WeakReference<Object>> remains) {
        nothing("objects", () -> {
            System.gc();
            return remains.stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .map(Object::getClass)
                    .toList();
        });
    }

    private void nothing(String what, Supplier<List<?>> left) {
        try {
            Mischief.await(PATIENCE, () -> left.get().isEmpty());
        } catch (ConditionTimeoutException e) {
            violations.add(what + " left behind: " + left.get());
        }
    }
}
