package io.github.chatpin.camel.memory;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is remembered of one account: for each method, which chats this component has pinned. Thread-safe. */
public final class PinMemory {

    private final Clock clock;
    private final Map<String, KnownPins> methods = new ConcurrentHashMap<>(2);
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Map<String, SeenPins> seen = new ConcurrentHashMap<>(0); // by method and route
    private final Set<String> watching = ConcurrentHashMap.newKeySet(0); // the consumers that run
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet(0); // what of these could not be kept
    private volatile Keeper keeper; // null while there is nowhere to keep it

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

    /** Keeps what is remembered, so that it outlives the process. */
    interface Keeper {

        /** Has what has changed kept, on another thread. */
        void save();

        /** Reads what a consumer has seen, if that is kept. */
        Optional<SeenPins.State> read(String consumer);

        /** Keeps what a consumer has seen; it may take its time. Returns whether it was kept. */
        boolean write(String consumer, SeenPins.State state);
    }

    /** Has what has changed kept, if there is where to; called once after each request. */
    public void save() {
        Keeper known = keeper;
        if (known != null && changed.get()) {
            known.save();
        }
    }

    /** Notes that a consumer begins; returns whether there is no other one of its name. */
    public boolean beginWatching(String consumer) {
        return watching.add(consumer);
    }

    /** Notes that a consumer has ended. */
    public void endWatching(String consumer) {
        watching.remove(consumer);
    }

    /**
     * Returns what a consumer has seen, which begins with what was kept of it. It may take its time.
     *
     * @param consumer names method and route
     */
    public SeenPins seen(String consumer) {
        SeenPins pins = seen.computeIfAbsent(consumer, name -> new SeenPins());
        Keeper known = keeper;
        if (known != null && !unsaved.contains(consumer)) {
            known.read(consumer).ifPresent(pins::takeIn); // another process may have been the consumer meanwhile
        }
        return pins;
    }

    /** Has what a consumer has seen kept, if there is where to. It may take its time. */
    public void saveSeen(String consumer) {
        Keeper known = keeper;
        if (known == null) {
            return;
        }
        if (known.write(consumer, seen.get(consumer).state())) {
            unsaved.remove(consumer);
        } else {
            unsaved.add(consumer);
        }
    }

    /** Tries again to keep what could not be kept before. It may take its time. */
    public void saveUnsaved(String consumer) {
        if (unsaved.contains(consumer)) {
            saveSeen(consumer);
        }
    }

    /** Returns whether it outlives the process. */
    public boolean isKept() {
        return keeper != null;
    }

    /** Takes in what keeps it. */
    void keepBy(Keeper newKeeper) {
        keeper = newKeeper;
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

    /** Returns what is known of each method's pins, by the method's name. */
    public Map<String, KnownPins> known() {
        return new TreeMap<>(methods);
    }
}
