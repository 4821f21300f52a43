package io.github.chatpin.example.cluster;

import java.util.Locale;

/** What the processes share their limit through. */
enum Engine {
    /** Hazelcast, a member of which is in each process. */
    HAZELCAST,
    /** A Redis server. */
    REDIS,
    /** Nothing: each has a limit of its own. For comparison. */
    NONE;

    static Engine of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
