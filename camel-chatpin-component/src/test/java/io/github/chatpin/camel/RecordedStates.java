package io.github.chatpin.camel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.StateRepository;

/** A repository in memory that tells how it was used, and fails when a test wants it to. */
public class RecordedStates implements StateRepository<String, String> {

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();

    /** What {@code setState} does before it writes. */
    public volatile Runnable whenWritten = () -> {};

    /** Returns all values that were written, the first one first. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** Returns all that is kept, by key. */
    public Map<String, String> states() {
        return Map.copyOf(states);
    }

    public int starts() {
        return starts.get();
    }

    public int stops() {
        return stops.get();
    }

    @Override
    public void setState(String key, String value) {
        whenWritten.run();
        states.put(key, value);
        writes.add(value);
    }

    @Override
    public String getState(String key) {
        return states.get(key);
    }

    @Override
    public void start() {
        starts.incrementAndGet();
    }

    @Override
    public void stop() {
        stops.incrementAndGet();
    }
}
