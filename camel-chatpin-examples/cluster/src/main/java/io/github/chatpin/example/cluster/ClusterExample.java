package io.github.chatpin.example.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Three processes that pin what comes from one queue, under one limit; and what disturbs them. */
public final class ClusterExample {

    private static final Load MUCH = Load.standard(3_000, 40);
    private static final Load LESS = Load.standard(1_000, 15);
    private static final Load LITTLE = Load.standard(500, 15);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final String LINE = "%-40s %6s %9s %9s %7s %11s %6s %8s%n";

    private final PrintStream out;
    private final Path directory;

    private ClusterExample(PrintStream out, Path directory) {
        this.out = out;
        this.directory = directory;
    }

    /**
     * Runs the example.
     *
     * @param args {@code hazelcast}, which is also the default, or {@code redis}
     * @throws Exception if a pin is lost, or anything else goes wrong
     */
    public static void main(String[] args) throws Exception {
        Engine engine = args.length == 0 ? Engine.HAZELCAST : Engine.of(args[0]);
        Path directory = Files.createTempDirectory("chatpin-cluster");
        try {
            new ClusterExample(System.out, directory).run(engine);
        } finally {
            delete(directory);
        }
    }

    private void run(Engine engine) throws Exception {
        out.printf(LINE, "", "pins", "requests", "rejected", "used", "operations", "again", "seconds");
        if (engine == Engine.REDIS) {
            redis();
        } else {
            hazelcast();
        }
        play("a limit each", LITTLE, Sharing.none(), cluster -> {});
    }

    private void hazelcast() throws Exception {
        play("one limit, through Hazelcast", MUCH, Sharing.throughHazelcast(), cluster -> {});
        play("one is killed, another one joins", LESS, Sharing.throughHazelcast(), Events::killAndJoin);
    }

    private void redis() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory, true)) {
            Sharing sharing = Sharing.through(redis);
            play("one limit, through Redis", MUCH, sharing, cluster -> {});
            play("Redis is away for 10 s: they wait", LESS, sharing, Events.outage(redis, OUTAGE));
            Sharing atShares = sharing.goingOnAtShares();
            play("Redis is away for 10 s: shares", LESS, atShares, Events.outage(redis, OUTAGE));
        }
    }

    private void play(String name, Load load, Sharing sharing, Cluster.Event event) throws Exception {
        Account account = Cluster.run(load, sharing, directory, event);
        out.printf(
                LINE,
                name,
                account.pins(),
                account.requests(),
                account.rejected(),
                Math.round(account.use() * 100) + " %",
                sharing.engine() == Engine.NONE
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", account.operationsPerRequest()),
                account.again(),
                account.time().toSeconds());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
