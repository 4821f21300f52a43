package io.github.chatpin.camel.fake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The phone behind a gateway's session: its chats, and which of them are pinned. Thread-safe; nothing is locked while a
 * change takes its time.
 */
final class Phone {

    /**
     * A chat as a list has it.
     *
     * @param jid its name in the list
     * @param title what the phone shows
     * @param since when it began
     * @param pinnedAt when it was pinned, in Unix seconds; 0 if it is not
     */
    record Chat(Jid jid, String title, Instant since, long pinnedAt) {

        boolean isPinned() {
            return pinnedAt > 0;
        }
    }

    private record Pin(Jid jid, long at) {}

    private record Entry(String title, Instant since) {}

    private final String session;
    private final String token;
    private final Jid number;
    private final int cap;
    private final Numbers numbers;

    // Guarded by this; in the order in which they began
    private final Map<Jid, Entry> chats = new LinkedHashMap<>();

    // Guarded by this; the newest first
    private final Deque<Pin> pins = new ArrayDeque<>();

    // Guarded by this
    private InstanceState state = InstanceState.CONNECTED;

    // Guarded by this
    private int changing;

    // Guarded by this
    private int overlaps;

    /**
     * Makes a phone without chats.
     *
     * @param session what the gateway calls it
     * @param token the credential for it
     * @param number its own number
     * @param cap how many chats it keeps pinned
     * @param numbers what WhatsApp knows
     */
    Phone(String session, String token, Jid number, int cap, Numbers numbers) {
        this.session = session;
        this.token = token;
        this.number = number;
        this.cap = cap;
        this.numbers = numbers;
    }

    String session() {
        return session;
    }

    String token() {
        return token;
    }

    Jid number() {
        return number;
    }

    synchronized InstanceState state() {
        return state;
    }

    synchronized void state(InstanceState newState) {
        state = newState;
    }

    boolean isConnected() {
        return state() == InstanceState.CONNECTED;
    }

    synchronized void add(Jid jid, String title, Instant now) {
        chats.put(numbers.canonical(jid), new Entry(title, now));
    }

    /** Deletes a chat, and its pin with it. */
    synchronized void remove(Jid jid) {
        chats.remove(numbers.canonical(jid));
        unpin(jid);
    }

    synchronized boolean has(Jid jid) {
        return chats.containsKey(numbers.canonical(jid));
    }

    /** The look-up of WhatsApp Web, which begins a chat where it can; false if there is none after it. */
    synchronized boolean hasOrBegins(Jid jid, Instant now) {
        if (has(jid)) {
            return true;
        }
        if (jid.isNewsletter() || !numbers.isRegistered(jid)) {
            return false;
        }
        add(jid, jid.user(), now);
        return true;
    }

    synchronized boolean isPinned(Jid jid) {
        return pins.stream().anyMatch(pin -> pin.jid().equals(numbers.canonical(jid)));
    }

    synchronized int pinCount() {
        return pins.size();
    }

    /** The pinned chats, the newest pin first, as a list writes them. */
    synchronized List<Jid> pinned() {
        return pins.stream().map(pin -> numbers.listed(pin.jid())).toList();
    }

    /** Pins a chat, be it there or not, on top of all others. The phone keeps the newest pins and drops the rest. */
    synchronized void pin(Jid jid, Instant now) {
        long last = pins.isEmpty() ? 0 : pins.getFirst().at();
        unpin(jid);
        pins.addFirst(new Pin(numbers.canonical(jid), Math.max(now.getEpochSecond(), last + 1)));
        while (pins.size() > cap) {
            pins.removeLast();
        }
    }

    void set(Jid jid, boolean isPinned, Instant now) {
        if (isPinned) {
            pin(jid, now);
        } else {
            unpin(jid);
        }
    }

    synchronized void unpin(Jid jid) {
        pins.removeIf(pin -> pin.jid().equals(numbers.canonical(jid)));
    }

    /** All chats in the order in which they began. */
    synchronized List<Chat> chats() {
        return chats.keySet().stream().map(this::described).toList();
    }

    /** All chats as the phone shows them: the newest pin first, and those that are not pinned behind. */
    synchronized List<Chat> chatsPinnedFirst() {
        Stream<Chat> pinned =
                pins.stream().map(Pin::jid).filter(chats::containsKey).map(this::described);
        return Stream.concat(pinned, chats().stream().filter(chat -> !chat.isPinned()))
                .toList();
    }

    synchronized Optional<Chat> chat(Jid jid) {
        return has(jid) ? Optional.of(described(numbers.canonical(jid))) : Optional.empty();
    }

    /** Begins a change. Others may be under way: no gateway refuses them. */
    synchronized void beginChange() {
        if (changing > 0) {
            overlaps++;
        }
        changing++;
    }

    synchronized void endChange() {
        changing--;
    }

    synchronized int overlaps() {
        return overlaps;
    }

    /** Called with the lock held. */
    private Chat described(Jid jid) {
        Entry entry = chats.get(jid);
        long pinnedAt = pins.stream()
                .filter(pin -> pin.jid().equals(jid))
                .mapToLong(Pin::at)
                .findFirst()
                .orElse(0);
        return new Chat(numbers.listed(jid), entry.title(), entry.since(), pinnedAt);
    }
}
