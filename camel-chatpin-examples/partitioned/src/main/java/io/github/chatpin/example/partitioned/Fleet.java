package io.github.chatpin.example.partitioned;

import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeBitrix24;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Several worker processes, and what they have in common: a broker and portals, all in this process. */
final class Fleet implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String PORTALS = "portals.properties";
    private static final int FEED_MILLIS = 50;
    private static final int ROUNDS_AHEAD = 8;
    private static final int SESSION_MILLIS = 6_000;

    private final Load load;
    private final HandOver handOver;
    private final Path directory;
    private final Broker broker;
    private final Topics topics;
    private final Map<String, FakeBitrix24> portals = new LinkedHashMap<>();
    private final Deque<WorkerProcess> workers = new ArrayDeque<>(); // the oldest first
    private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean isBusy;
    private volatile int rounds;
    private int started;

    /** @param directory an empty one, for the broker's data, the file of portals, and the processes' logs */
    Fleet(Load load, HandOver handOver, Path directory) throws Exception {
        this.load = load;
        this.handOver = handOver;
        this.directory = Files.createDirectories(directory);
        this.broker = Broker.start(directory.resolve("broker"));
        this.topics = Topics.create(broker.address(), load.portals());
        Properties file = new Properties();
        for (String name : load.names()) {
            FakeBitrix24 portal = FakeBitrix24.builder()
                    .limit(load.limit(), load.perSecond())
                    .pinCap(load.chats() + 1)
                    .start();
            portals.put(name, portal);
            file.setProperty(name + ".portalUrl", portal.url());
            file.setProperty(name + ".authorizationToken", portal.webhookToken());
        }
        writeSecretly(file);
        feeder.scheduleWithFixedDelay(this::feed, FEED_MILLIS, FEED_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void writeSecretly(Properties properties) throws IOException {
        Path file = Files.createFile(
                directory.resolve(PORTALS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    Topics topics() {
        return topics;
    }

    /** Keeps orders waiting for each portal, until {@link #rest}: one round after another, as fast as they are done. */
    void keepBusy() {
        isBusy = true;
    }

    /** Sends no more orders for a time, in which the portals forget what they have had. */
    void rest(Duration time) {
        isBusy = false;
        await().pollDelay(time).atMost(time.plus(LONG)).until(() -> true);
    }

    private void feed() {
        int done = portals.values().stream().mapToInt(this::rounds).min().orElseThrow();
        while (isBusy && rounds < done + ROUNDS_AHEAD) {
            load.round(++rounds).forEach(topics::send);
        }
        topics.flush();
    }

    private int rounds(FakeBitrix24 portal) {
        return portal.requests().stream()
                        .filter(request -> request.status() == Outcome.OK)
                        .mapToInt(request -> Math.max(1, request.commands().size()))
                        .sum()
                / load.chats();
    }

    /** Lets another process join; returns when it has got portals. */
    void join() throws Exception {
        start();
        awaitJoined();
    }

    /** Starts another process; returns at once. */
    void start() throws IOException {
        workers.add(WorkerProcess.start(settings(), directory.resolve("worker-" + ++started + ".log")));
    }

    /** Waits until the process that was started last has got portals. */
    void awaitJoined() throws InterruptedException {
        workers.getLast().awaitReady();
    }

    private WorkerSettings settings() {
        return new WorkerSettings(
                broker.address(),
                1,
                load.pollRecords(),
                SESSION_MILLIS,
                load.limit(),
                load.periodMillis(),
                handOver,
                directory.resolve(PORTALS));
    }

    /** Kills the oldest process, with SIGKILL. */
    void kill() throws Exception {
        workers.remove().close();
    }

    /** Ends the oldest process in good order. */
    void leave() throws Exception {
        WorkerProcess worker = workers.remove();
        worker.end();
        worker.awaitEnd();
    }

    /** Waits until each portal has had some more rounds. */
    void awaitRounds(int more) {
        Map<FakeBitrix24, Integer> enough = new HashMap<>();
        portals.values().forEach(portal -> enough.put(portal, rounds(portal) + more));
        await().atMost(LONG).until(() -> enough.entrySet().stream()
                .allMatch(portal -> rounds(portal.getKey()) >= portal.getValue()));
    }

    /** Waits until everything is done and committed; {@return what became of it} */
    Outcome outcome() throws Exception {
        feeder.shutdown();
        if (!feeder.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker takes no more orders");
        }
        await().atMost(LONG).until(topics::areDone);
        portals.forEach((name, portal) -> {
            if (!portal.violations().isEmpty()) {
                throw new IllegalStateException(name + ": " + portal.violations());
            }
        });
        return Outcome.of(portals, rounds, topics.dead());
    }

    @Override
    public void close() throws Exception {
        feeder.shutdownNow();
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        portals.values().forEach(FakeBitrix24::close);
        topics.close();
        broker.close();
    }
}
