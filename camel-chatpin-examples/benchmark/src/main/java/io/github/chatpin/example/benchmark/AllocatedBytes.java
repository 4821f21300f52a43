package io.github.chatpin.example.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each live thread has allocated since it started. Immutable.
 *
 * @param byThread bytes by the thread's id
 */
record AllocatedBytes(Map<Long, Long> byThread) {

    static AllocatedBytes now() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) { // -1: the thread has ended meanwhile
                byThread.put(ids[i], bytes[i]);
            }
        }
        return new AllocatedBytes(byThread);
    }

    /** Returns what the threads that are alive now have allocated since an earlier look. */
    long since(AllocatedBytes earlier) {
        return byThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.byThread().getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
