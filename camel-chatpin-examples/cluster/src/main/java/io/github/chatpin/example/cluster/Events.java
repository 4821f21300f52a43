package io.github.chatpin.example.cluster;

import java.time.Duration;

/** What happens to processes and stores, each in the middle of a run. */
final class Events {

    /** Which part of the pins is done by then: so many that the bucket is empty, and enough are left. */
    private static final double EARLY = 0.55;

    private Events() {}

    /** A process is killed; another one joins. */
    static void killAndJoin(Cluster cluster) throws Exception {
        cluster.awaitPinned(EARLY);
        cluster.kill();
        cluster.join();
    }

    /** A process stands still for a time, with the part of the store that it holds. */
    static Cluster.Event freeze(Duration time) {
        return cluster -> {
            cluster.awaitPinned(EARLY);
            cluster.freeze(time);
        };
    }

    /** The server ends, and is started again after a time. */
    static Cluster.Event outage(RedisProcess redis, Duration time) {
        return cluster -> {
            cluster.awaitPinned(EARLY);
            redis.stop();
            Cluster.letPass(time);
            redis.startAgain();
        };
    }

    /** The server stands still for a time: connections stay open, and nothing answers. */
    static Cluster.Event hang(RedisProcess redis, Duration time) {
        return cluster -> {
            cluster.awaitPinned(EARLY);
            redis.pause();
            Cluster.letPass(time);
            redis.resume();
        };
    }
}
