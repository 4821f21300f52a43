package io.github.chatpin.camel.memory;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives pins their places under a cap. Chats that are about to be pinned count already, those that are about to be unpinned
 * for them do not. Thread-safe.
 */
public final class Places {

    private final RememberedPins remembered;
    private final Map<String, Optional<String>> taken =
            new LinkedHashMap<>(2); // by chat, with the one to be unpinned for it
    private final Set<String> absent = new HashSet<>(0);
    private volatile Integer limit;

    Places(RememberedPins remembered) {
        this.remembered = remembered;
    }

    /** What a pin is told that asks for a place. */
    public sealed interface Place {

        /** The chat is pinned already. */
        record Taken() implements Place {}

        /** There is room. */
        record Free() implements Place {}

        /** There is none. */
        record None() implements Place {}

        /**
         * Another chat is to be unpinned for it.
         *
         * @param chatId which
         */
        record Instead(String chatId) implements Place {}
    }

    /** Notes the cap that an endpoint keeps, {@code null} for none. */
    public void limit(Integer newLimit) {
        limit = newLimit;
    }

    /** Returns the cap that was noted last, {@code null} for none. */
    public Integer limit() {
        return limit;
    }

    /**
     * Asks for a place, which is kept until {@link #giveUp}.
     *
     * @param listed      the chats that are pinned
     * @param most        how many there may be
     * @param newestFirst the chats of which the last may be unpinned for it, if none is remembered; {@code null} if no chat
     *                    may be
     */
    public synchronized Place take(String chatId, Collection<String> listed, int most, List<String> newestFirst) {
        Set<String> going = going();
        Set<String> pinned = new LinkedHashSet<>(listed);
        pinned.removeAll(going);
        if (pinned.contains(chatId)) {
            return new Place.Taken();
        }
        List<String> coming = new ArrayList<>(taken.keySet());
        coming.removeAll(going);
        coming.remove(chatId); // kept for it by another pin
        pinned.addAll(coming);
        if (pinned.size() < most) {
            takeLast(chatId, Optional.empty());
            return new Place.Free();
        }
        pinned.removeAll(coming);
        return newestFirst == null ? new Place.None() : takeInstead(chatId, victim(pinned, newestFirst, coming));
    }

    private Place takeInstead(String chatId, String victim) {
        if (victim == null) {
            return new Place.None();
        }
        takeLast(chatId, Optional.of(victim));
        return new Place.Instead(victim);
    }

    private void takeLast(String chatId, Optional<String> victim) {
        taken.remove(chatId);
        taken.put(chatId, victim);
    }

    /** Of those remembered the one pinned longest ago, else the list's oldest, else the first of those that are to come. */
    private String victim(Set<String> shown, List<String> newestFirst, List<String> coming) {
        for (Remembered pin : remembered.all()) {
            if (shown.contains(pin.chatId())) {
                return pin.chatId();
            }
        }
        if (shown.isEmpty()) {
            return coming.isEmpty() ? null : coming.get(0);
        }
        List<String> known = newestFirst.stream().filter(shown::contains).toList();
        return known.isEmpty() ? null : known.get(known.size() - 1);
    }

    /** Asks for the place of the chat pinned longest ago, since the upstream said that there is none. */
    public synchronized Place takeOfTheOldest(String chatId) {
        Set<String> spokenFor = going();
        spokenFor.addAll(taken.keySet());
        String victim = remembered.all().stream()
                .map(Remembered::chatId)
                .filter(chat -> !spokenFor.contains(chat))
                .findFirst()
                .orElse(null);
        return takeInstead(chatId, victim);
    }

    /** Goes by the order in which places were taken: a chat that was unpinned may have got another one's place since. */
    private Set<String> going() {
        Set<String> going = new HashSet<>();
        taken.forEach((chat, victim) -> {
            going.remove(chat);
            victim.ifPresent(going::add);
        });
        return going;
    }

    /** Returns whether another pin has got the place that a chat had got. */
    public synchronized boolean isGoing(String chatId) {
        return going().contains(chatId);
    }

    /** Keeps a chat's place for the one that was unpinned for it. */
    public synchronized void giveTo(String chatId, String victim) {
        taken.remove(chatId);
        taken.putIfAbsent(victim, Optional.empty());
    }

    /** Notes that a chat was never pinned whose place another pin has got. */
    public synchronized void neverCame(String chatId) {
        giveUp(chatId);
        absent.add(chatId);
    }

    /** Returns whether a chat that was unpinned had never been pinned. */
    public synchronized boolean hasNeverCome(String chatId) {
        return absent.contains(chatId);
    }

    /** Ends what was kept for a chat: what it has come to, the next list shows. */
    public synchronized void giveUp(String chatId) {
        Optional<String> victim = taken.remove(chatId);
        if (victim != null) {
            victim.ifPresent(absent::remove);
        }
    }
}
