package io.github.chatpin.example.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** The heap that is in use. */
final class Heap {

    private static final int MOST_COLLECTIONS = 20;
    private static final long STABLE_BYTES = 4096;

    private Heap() {}

    /** Returns how many bytes are still reachable, after collecting until that changes no more. */
    static long reachableBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long before = Long.MAX_VALUE;
        long bytes = memory.getHeapMemoryUsage().getUsed();
        for (int i = 0; i < MOST_COLLECTIONS && Math.abs(before - bytes) > STABLE_BYTES; i++) {
            memory.gc();
            before = bytes;
            bytes = memory.getHeapMemoryUsage().getUsed();
        }
        return bytes;
    }
}
