package io.github.chatpin.camel.memory;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the consumers of one account have seen. A consumer's name has method and route. Thread-safe. */
public final class WatchedPins {

    private final Supplier<Optional<PinMemory.Keeper>> keeper;
    private final Map<String, SeenPins> seen = new ConcurrentHashMap<>(); // by the consumer
    private final Set<String> watching = ConcurrentHashMap.newKeySet(); // the consumers that run
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet(); // what of these could not be kept

    WatchedPins(Supplier<Optional<PinMemory.Keeper>> keeper) {
        this.keeper = keeper;
    }

    /** Notes that a consumer begins; returns whether there is no other one of its name. */
    public boolean begin(String consumer) {
        return watching.add(consumer);
    }

    /** Notes that a consumer has ended. */
    public void end(String consumer) {
        watching.remove(consumer);
    }

    /** Returns what a consumer has seen, which begins with what was kept of it. It may take its time. */
    public SeenPins seen(String consumer) {
        SeenPins pins = seen.computeIfAbsent(consumer, name -> new SeenPins());
        if (!unsaved.contains(consumer)) {
            // another process may have been the consumer meanwhile
            keeper.get().flatMap(known -> known.read(consumer)).ifPresent(pins::takeIn);
        }
        return pins;
    }

    /** Has what a consumer has seen kept, if there is where to. It may take its time. */
    public void save(String consumer) {
        Optional<PinMemory.Keeper> known = keeper.get();
        if (known.isEmpty()) {
            return;
        }
        if (known.get().write(consumer, seen.get(consumer).state())) {
            unsaved.remove(consumer);
        } else {
            unsaved.add(consumer);
        }
    }

    /** Tries again to keep what could not be kept before. It may take its time. */
    public void saveUnsaved(String consumer) {
        if (unsaved.contains(consumer)) {
            save(consumer);
        }
    }
}
