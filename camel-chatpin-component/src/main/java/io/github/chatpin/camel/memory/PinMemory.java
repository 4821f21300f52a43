package io.github.chatpin.camel.memory;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is remembered of one account: for each method, which chats this component has pinned. Thread-safe. */
public final class PinMemory {

    private final Clock clock;
    private final Map<String, KnownPins> methods = new ConcurrentHashMap<>(2);
    private final AtomicBoolean changed = new AtomicBoolean();
    private volatile Runnable saving; // null while there is nowhere to keep it

    public PinMemory(Clock clock) {
        this.clock = clock;
    }

    /** Returns what is known of the pins that a method has made. */
    public KnownPins of(String method) {
        return methods.computeIfAbsent(method, name -> KnownPins.with(new RememberedPins(this::mustBeKept)));
    }

    /**
     * Notes a chat's state that the upstream has confirmed.
     *
     * @param jid what the gateway calls it, {@code null} where that is not known
     */
    public void note(String method, String chatId, String jid, boolean pinned) {
        of(method).remembered().note(chatId, jid, pinned, clock.instant());
    }

    /** Has what has changed kept, if there is where to; called once after each request. */
    public void save() {
        Runnable known = saving;
        if (known != null && changed.get()) {
            known.run();
        }
    }

    /** Returns whether it outlives the process. */
    public boolean isKept() {
        return saving != null;
    }

    /** Takes in what is to be done when something has changed. */
    void saveBy(Runnable newSaving) {
        saving = newSaving;
    }

    /** Returns whether something has changed since it was last asked. */
    boolean takeChanged() {
        return changed.getAndSet(false);
    }

    /** Notes that something is to be kept: it has just changed, or could not be kept before. */
    void mustBeKept() {
        changed.set(true);
    }

    /** Takes in what was kept; what has been noted since then comes before it. */
    void takeIn(Map<String, List<Remembered>> kept) {
        kept.forEach((method, pins) -> {
            RememberedPins remembered = of(method).remembered();
            pins.stream().filter(pin -> remembered.find(pin.chatId()).isEmpty()).forEach(remembered::takeIn);
        });
    }

    /** Returns what is remembered, by method. */
    Map<String, List<Remembered>> all() {
        Map<String, List<Remembered>> all = new TreeMap<>();
        methods.forEach((method, known) -> all.put(method, known.remembered().all()));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** Returns how many chats are remembered. */
    public int size() {
        return all().values().stream().mapToInt(List::size).sum();
    }

    /** Returns the moment by the memory's clock. */
    Instant now() {
        return clock.instant();
    }

    /** Returns what is known of each method's pins, by the method's name. */
    public Map<String, KnownPins> known() {
        return new TreeMap<>(methods);
    }
}
