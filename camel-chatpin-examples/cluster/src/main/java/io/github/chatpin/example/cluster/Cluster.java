package io.github.chatpin.example.cluster;

import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeBitrix24;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Several worker processes, and what they have in common: a broker and a portal, both in this process. */
final class Cluster implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(3);

    private final Load load;
    private final Sharing sharing;
    private final Path logs;
    private final Broker broker = Broker.start();
    private final FakeBitrix24 portal;
    private final List<WorkerProcess> workers = new ArrayList<>();

    private Cluster(Load load, Sharing sharing, Path logs) throws Exception {
        this.load = load;
        this.sharing = sharing;
        this.logs = logs;
        this.portal = FakeBitrix24.builder()
                .limit(load.limit(), load.perSecond())
                .pinCap(load.pins() + 1)
                .start();
    }

    /** Something that happens in the middle of a run. */
    interface Event {

        /** Makes it happen; returns when it is over. */
        void happenTo(Cluster cluster) throws Exception;
    }

    /**
     * Starts the processes, then puts all pins into the queue, and waits until they are done.
     *
     * @param load    how many pins, under which limit
     * @param sharing how the processes share that
     * @param logs    the directory for the processes' logs
     * @param event   what happens in between
     */
    static Account run(Load load, Sharing sharing, Path logs, Event event) throws Exception {
        try (Cluster cluster = new Cluster(load, sharing, logs)) {
            for (int i = 0; i < Load.PROCESSES; i++) {
                cluster.startWorker();
            }
            for (WorkerProcess worker : cluster.workers) {
                worker.awaitReady();
            }
            cluster.broker.send(Broker.PINS, cluster.chats());
            event.happenTo(cluster);
            return cluster.account();
        }
    }

    private List<String> chats() {
        return IntStream.rangeClosed(1, load.pins()).mapToObj(i -> "chat" + i).toList();
    }

    private void startWorker() throws IOException {
        int number = workers.size();
        WorkerSettings settings = new WorkerSettings(
                broker.url(),
                load.consumers(),
                portal.url(),
                portal.webhookToken(),
                load.limit(),
                load.periodMillis(),
                sharing.of(number));
        workers.add(WorkerProcess.start(settings, logs.resolve("worker-" + (number + 1) + ".log")));
    }

    /** Lets another process join; returns when it works. */
    void join() throws Exception {
        startWorker();
        workers.get(workers.size() - 1).awaitReady();
    }

    /** Kills the process that was started first, with SIGKILL. */
    void kill() throws Exception {
        workers.get(0).close();
    }

    /** Stops the process that was started first where it is, with SIGSTOP, and lets it go on after a time. */
    void freeze(Duration time) throws Exception {
        workers.get(0).pause();
        letPass(time);
        workers.get(0).resume();
    }

    /** Waits until a part of the chats are pinned. */
    void awaitPinned(double part) {
        await().atMost(LONG).until(() -> portal.pinnedDialogs().size() >= part * load.pins());
    }

    /** Lets time pass. */
    static void letPass(Duration time) {
        await().pollDelay(time).atMost(time.plus(LONG)).until(() -> true);
    }

    private Account account() throws Exception {
        awaitPinned(1);
        await().atMost(LONG).until(() -> broker.messages(Broker.PINS) == 0);
        long operations = endWorkers();
        if (broker.messages(Broker.DEAD) > 0 || !portal.violations().isEmpty()) {
            throw new IllegalStateException(
                    broker.messages(Broker.DEAD) + " dead letters; violations: " + portal.violations());
        }
        return Account.of(portal, load, operations);
    }

    private long endWorkers() throws Exception {
        List<WorkerProcess> alive =
                workers.stream().filter(WorkerProcess::isAlive).toList();
        for (WorkerProcess worker : alive) {
            worker.end();
        }
        long operations = 0;
        for (WorkerProcess worker : alive) {
            operations += worker.awaitOperations();
        }
        return operations;
    }

    @Override
    public void close() throws Exception {
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        portal.close();
        broker.close();
    }
}
