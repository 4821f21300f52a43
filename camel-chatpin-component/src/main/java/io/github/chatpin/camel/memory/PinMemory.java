package io.github.chatpin.camel.memory;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is remembered of one account: for each method, which chats this component has pinned. Thread-safe. */
public final class PinMemory {

    private final Clock clock;
    private volatile Map<String, KnownPins> methods = Map.of(); // not changed, but replaced: there are one or two
    private final AtomicBoolean changed = new AtomicBoolean();
    private WatchedPins watched; // null before the first consumer; guarded by this
    private volatile Keeper keeper; // null while there is nowhere to keep it

    public PinMemory(Clock clock) {
        this.clock = clock;
    }

    /** Returns what is known of the pins that a method has made. */
    public KnownPins of(String method) {
        KnownPins known = methods.get(method);
        return known == null ? add(method) : known;
    }

    private synchronized KnownPins add(String method) {
        Map<String, KnownPins> all = new HashMap<>(methods);
        KnownPins pins = all.computeIfAbsent(method, name -> KnownPins.with(new RememberedPins(this::mustBeKept)));
        methods = Map.copyOf(all);
        return pins;
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

    /** Returns what the account's consumers have seen. */
    public synchronized WatchedPins watched() {
        if (watched == null) { // most accounts have no consumer
            watched = new WatchedPins(() -> Optional.ofNullable(keeper));
        }
        return watched;
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
