package io.github.chatpin.camel.memory;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives pins their places under a cap. Chats that are about to be pinned count already, those that are about to be unpinned
 * for them do not. Thread-safe.
 */
public final class Places {

    private final RememberedPins remembered;
    private final Set<String> coming = new LinkedHashSet<>(); // in the order in which they got their places
    private final Set<String> going = new HashSet<>();

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
     * @param listed the chats that are pinned, in the upstream's order
     * @param most   how many there may be
     * @param evicts whether another chat may be unpinned for it
     */
    public synchronized Place take(String chatId, List<String> listed, int most, boolean evicts) {
        Set<String> pinned = new LinkedHashSet<>(listed);
        pinned.removeAll(going);
        if (pinned.contains(chatId)) {
            return new Place.Taken();
        }
        pinned.addAll(coming);
        if (pinned.size() < most) {
            coming.add(chatId);
            return new Place.Free();
        }
        String victim = evicts ? oldest(pinned, listed) : null;
        if (victim == null) {
            return new Place.None();
        }
        coming.add(chatId);
        coming.remove(victim);
        going.add(victim);
        return new Place.Instead(victim);
    }

    /** Of those remembered the one pinned longest ago, else the first of those to come, else the list's last. */
    private String oldest(Set<String> pinned, List<String> listed) {
        for (Remembered pin : remembered.all()) {
            if (pinned.contains(pin.chatId()) && !coming.contains(pin.chatId())) {
                return pin.chatId();
            }
        }
        if (!coming.isEmpty()) {
            return coming.iterator().next();
        }
        List<String> shown = new ArrayList<>(listed);
        shown.retainAll(pinned);
        return shown.isEmpty() ? null : shown.get(shown.size() - 1);
    }

    /** Returns whether another pin has got the place that a chat had got. */
    public synchronized boolean isGoing(String chatId) {
        return going.contains(chatId);
    }

    /** Keeps a chat's place for the one that was unpinned for it. */
    public synchronized void giveTo(String chatId, String victim) {
        coming.remove(chatId);
        going.remove(victim);
        coming.add(victim);
    }

    /**
     * Ends what was kept for a pin: what it has come to, the next list shows.
     *
     * @param victim the chat that was to be unpinned for it, or {@code null}
     */
    public synchronized void giveUp(String chatId, String victim) {
        coming.remove(chatId);
        if (victim != null) {
            going.remove(victim);
        }
    }
}
