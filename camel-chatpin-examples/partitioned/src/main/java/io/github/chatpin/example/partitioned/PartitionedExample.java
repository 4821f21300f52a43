package io.github.chatpin.example.partitioned;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Processes that take portals over from each other while these are busy: one joins, one is killed. */
public final class PartitionedExample {

    private static final Load LOAD = new Load(4, 100, 800, 30, 2);
    private static final Duration UNTIL_BUCKETS_ARE_FULL = Duration.ofSeconds(14);
    private static final int ROUNDS_AT_ONCE = 14; // of two requests each
    private static final String LINE = "%-22s %8s %9s %9s %6s %8s%n";

    private final PrintStream out;
    private final Path directory;

    private PartitionedExample(PrintStream out, Path directory) {
        this.out = out;
        this.directory = directory;
    }

    /**
     * Runs the example.
     *
     * @param args none
     * @throws Exception if a pin is lost, or anything else goes wrong
     */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("chatpin-partitioned");
        try {
            new PartitionedExample(System.out, directory).run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws Exception {
        out.printf(LINE, "", "pins", "requests", "rejected", "again", "seconds");
        play("limits begin empty", HandOver.EMPTY);
        play("limits begin full", HandOver.FULL);
    }

    private void play(String name, HandOver handOver) throws Exception {
        try (Fleet fleet = new Fleet(LOAD, handOver, directory.resolve(handOver.name()))) {
            fleet.join();
            fleet.join();
            fleet.rest(UNTIL_BUCKETS_ARE_FULL);
            fleet.keepBusy();
            fleet.awaitRounds(ROUNDS_AT_ONCE);
            fleet.join();
            fleet.awaitRounds(2);
            fleet.kill();
            fleet.awaitRounds(2);
            report(name, fleet.outcome());
        }
    }

    private void report(String name, Outcome outcome) {
        outcome.check();
        out.printf(
                LINE,
                name,
                outcome.orders(),
                outcome.requests(),
                outcome.rejected(),
                outcome.again(),
                outcome.time().toSeconds());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
