package io.github.chatpin.example.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How processes share their limit.
 *
 * @param engine      what they share it through
 * @param addresses   with Redis, the server's; with Hazelcast, those of all members that there may be, a process's own
 *                    first
 * @param whenItFails what becomes of requests while the store cannot be asked: wait, share or fail
 */
record Sharing(Engine engine, List<String> addresses, String whenItFails) {

    /** As many processes as are started in one run at most. */
    private static final int MOST_PROCESSES = 6;

    /** {@return sharing through members on free ports of this machine} */
    static Sharing throughHazelcast() throws IOException {
        List<String> members = Ports.free(MOST_PROCESSES).stream()
                .map(port -> "127.0.0.1:" + port)
                .toList();
        return new Sharing(Engine.HAZELCAST, members, "wait");
    }

    /** {@return sharing through a server, where requests wait while it is away} */
    static Sharing through(RedisProcess redis) {
        return new Sharing(Engine.REDIS, List.of(redis.url()), "wait");
    }

    /** {@return no sharing: each process has a limit of its own} */
    static Sharing none() {
        return new Sharing(Engine.NONE, List.of("none"), "wait");
    }

    /** {@return the same, where processes go on at their shares while the store is away} */
    Sharing goingOnAtShares() {
        return new Sharing(engine, addresses, "share");
    }

    /** {@return the same as one of the processes sees it} */
    Sharing of(int process) {
        List<String> ownFirst = new ArrayList<>(addresses);
        Collections.rotate(ownFirst, -process);
        return new Sharing(engine, ownFirst, whenItFails);
    }
}
