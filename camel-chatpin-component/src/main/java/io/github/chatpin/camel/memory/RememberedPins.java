package io.github.chatpin.camel.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chats of one account and method that this component has pinned and not unpinned since, and when. People may pin and
 * unpin others in the messenger, so this is what is known, not what is. Thread-safe.
 */
public final class RememberedPins {

    /** How many chats are remembered; of more, the one pinned longest ago is forgotten. */
    static final int MOST = 1000;

    private final Runnable whenChanged;
    private final Map<String, Entry> entries = new LinkedHashMap<>(4); // the one pinned longest ago first
    private Set<String> missing = Set.of(); // what the last list did not have at all
    private Integer listed; // how many chats the last list showed
    private long notes; // counts what was noted, to tell what is older than a list

    /** @param whenChanged called under this object's lock after each change */
    RememberedPins(Runnable whenChanged) {
        this.whenChanged = whenChanged;
    }

    /**
     * A chat that is remembered.
     *
     * @param chatId in canonical form
     * @param jid    what the gateway calls it, {@code null} where that is not known
     * @param since  when it was pinned
     */
    public record Remembered(String chatId, String jid, Instant since) {}

    private record Entry(Remembered pin, long note) {}

    /** Returns a mark of this moment, for {@link #shown}. */
    public synchronized long mark() {
        return notes;
    }

    /**
     * Notes a chat's state that an upstream has confirmed. A chat that is pinned again keeps its age.
     *
     * @param jid what the gateway calls it, {@code null} where that is not known
     */
    public synchronized void note(String chatId, String jid, boolean pinned, Instant now) {
        notes++;
        Entry other = writtenInAnotherWay(chatId, jid);
        if (other != null) {
            entries.remove(other.pin.chatId);
            if (!entries.containsKey(chatId)) {
                takeIn(new Remembered(chatId, jid, other.pin.since));
            }
        }
        boolean hasOther = other != null;
        Entry known = entries.get(chatId);
        if (!pinned) {
            boolean wasThere = entries.remove(chatId) != null;
            if (wasThere || hasOther) {
                whenChanged.run();
            }
            return;
        }
        Instant since = known == null ? now : known.pin.since;
        Remembered pin = new Remembered(chatId, jid == null && known != null ? known.pin.jid : jid, since);
        entries.put(chatId, new Entry(pin, notes)); // a known one stays at its place
        forgetTheOldest();
        if (known == null || hasOther || !known.pin.equals(pin)) {
            whenChanged.run();
        }
    }

    private Entry writtenInAnotherWay(String chatId, String jid) {
        return entries.values().stream()
                .filter(entry -> jid != null && jid.equals(entry.pin.jid) && !entry.pin.chatId.equals(chatId))
                .findFirst()
                .orElse(null);
    }

    private void forgetTheOldest() {
        while (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /**
     * Notes which chats a list shows as pinned: others are forgotten, but for those noted after the list was asked for.
     *
     * @param mark the {@link #mark} when it was asked for
     */
    public synchronized void shown(Collection<String> chatIds, long mark) {
        Set<String> shown = new HashSet<>(chatIds);
        listed = shown.size();
        if (entries.values().removeIf(entry -> entry.note <= mark && !shown.contains(entry.pin.chatId))) {
            whenChanged.run();
        }
    }

    /**
     * Notes which chats a list shows as pinned and which as not pinned. A chat that it does not have at all is forgotten when
     * the next list does not have it either.
     *
     * @param unpinned {@code null} if the list has only pinned chats
     * @param mark     the {@link #mark} when it was asked for
     */
    public synchronized void shown(Collection<String> chatIds, Set<String> unpinned, long mark) {
        Set<String> kept = new HashSet<>(chatIds);
        Set<String> nowMissing = new HashSet<>();
        if (unpinned != null) {
            entries.keySet().stream()
                    .filter(chat -> !kept.contains(chat) && !unpinned.contains(chat))
                    .forEach(nowMissing::add);
            nowMissing.stream().filter(chat -> !missing.contains(chat)).forEach(kept::add);
        }
        missing = Set.copyOf(nowMissing);
        shown(kept, mark);
        listed = chatIds.size();
    }

    /** Gives a chat that was unpinned for a while the age that it had before; {@code null} if it was not remembered. */
    public synchronized void restore(String chatId, Remembered before) {
        Entry now = entries.remove(chatId);
        notes++;
        if (before != null) {
            String jid = now == null || now.pin.jid == null ? before.jid : now.pin.jid;
            takeIn(new Remembered(chatId, jid, before.since));
        }
        whenChanged.run();
    }

    /** Takes a chat in at the place that its age gives it. */
    synchronized void takeIn(Remembered pin) {
        List<Entry> all = new ArrayList<>(entries.values());
        all.removeIf(entry -> entry.pin.chatId.equals(pin.chatId));
        int place = 0;
        while (place < all.size() && !all.get(place).pin.since.isAfter(pin.since)) {
            place++;
        }
        all.add(place, new Entry(pin, notes));
        entries.clear();
        all.forEach(entry -> entries.put(entry.pin.chatId, entry));
        forgetTheOldest();
    }

    /** Returns the chats, the one pinned longest ago first. */
    public synchronized List<Remembered> all() {
        return entries.values().stream().map(Entry::pin).toList();
    }

    /** Returns the chats' ids, the one pinned last first. */
    public synchronized List<String> newestFirst() {
        List<String> chatIds = new ArrayList<>(entries.keySet());
        Collections.reverse(chatIds);
        return chatIds;
    }

    /** Returns what is remembered of a chat. */
    public synchronized Optional<Remembered> find(String chatId) {
        return Optional.ofNullable(entries.get(chatId)).map(Entry::pin);
    }

    /** Returns how many chats the last list showed, {@code null} before the first one. */
    public synchronized Integer listed() {
        return listed;
    }

    /** Returns how many chats are remembered. */
    public synchronized int size() {
        return entries.size();
    }

    /** Returns how many chats are remembered, without the given one. */
    public synchronized int countWithout(String chatId) {
        return entries.size() - (entries.containsKey(chatId) ? 1 : 0);
    }
}
