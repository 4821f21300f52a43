package io.github.chatpin.camel.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which chats a consumer has seen as pinned, as far as its route has taken that in. Thread-safe. */
public final class SeenPins {

    private Set<String> pinned; // null before the first reading
    private final Set<String> due = new LinkedHashSet<>(); // whose exchange is under way, or has failed
    private Set<String> missing = Set.of(); // that the last reading did not have at all

    /**
     * A chat's state that the route does not know yet.
     *
     * @param isPinned the state
     */
    public record Change(String chatId, boolean isPinned) {}

    /**
     * What is kept of it.
     *
     * @param pinned the chats that were seen as pinned
     * @param due    the chats whose exchange is under way, or has failed
     */
    public record State(List<String> pinned, List<String> due) {

        public State {
            pinned = List.copyOf(pinned);
            due = List.copyOf(due);
        }
    }

    /** Returns whether nothing has been seen yet. */
    public synchronized boolean isNew() {
        return pinned == null;
    }

    /** Takes in what was pinned at the first reading: the route is not told. */
    public synchronized void begin(Collection<String> chatIds) {
        pinned = new LinkedHashSet<>(chatIds);
    }

    /**
     * Returns what has changed: first the chats that were unpinned, then those that were pinned, and those last whose
     * exchange has failed before.
     *
     * @param shown    the pinned chats, the one pinned last first
     * @param unpinned those that the list shows as not pinned; a chat that is in neither is missing, and counts as
     *                 unpinned at the second time. {@code null} if the list has only pinned chats
     */
    public synchronized List<Change> changes(List<String> shown, Set<String> unpinned) {
        Set<String> seen = pinned == null ? Set.of() : pinned;
        Set<String> isShown = new HashSet<>(shown);
        Set<String> gone = new LinkedHashSet<>(seen);
        gone.addAll(due);
        gone.removeAll(isShown);
        Set<String> nowMissing = new HashSet<>(unpinned == null ? Set.of() : gone);
        if (unpinned != null) {
            nowMissing.removeAll(unpinned);
        }
        List<Change> changes = new ArrayList<>();
        gone.stream()
                .filter(chat -> seen.contains(chat) && !due.contains(chat) && isSure(chat, nowMissing))
                .forEach(chat -> changes.add(new Change(chat, false)));
        List<String> oldestFirst = new ArrayList<>(shown);
        Collections.reverse(oldestFirst);
        oldestFirst.stream()
                .filter(chat -> !seen.contains(chat) && !due.contains(chat))
                .forEach(chat -> changes.add(new Change(chat, true)));
        due.stream()
                .filter(chat -> isShown.contains(chat) || isSure(chat, nowMissing))
                .forEach(chat -> changes.add(new Change(chat, isShown.contains(chat))));
        missing = nowMissing;
        return changes;
    }

    private boolean isSure(String chat, Set<String> nowMissing) {
        return !nowMissing.contains(chat) || missing.contains(chat);
    }

    /** Notes that the route is about to be told: until it has taken a change in, the chat is due. */
    public synchronized void tell(Collection<Change> changes) {
        changes.forEach(change -> due.add(change.chatId));
    }

    /** Notes that the route was not told after all. */
    public synchronized void untold(Collection<Change> changes) {
        changes.forEach(change -> due.remove(change.chatId));
    }

    /** Notes that the route has taken a change in. A chat whose exchange has failed instead stays due. */
    public synchronized void takenIn(Change change) {
        if (change.isPinned) {
            pinned.add(change.chatId);
        } else {
            pinned.remove(change.chatId);
        }
        due.remove(change.chatId);
    }

    /** Returns whether it has anything to do with a chat. */
    public synchronized boolean knows(String chatId) {
        return due.contains(chatId) || pinned != null && pinned.contains(chatId);
    }

    /** Returns what is to be kept. */
    public synchronized State state() {
        return new State(pinned == null ? List.of() : List.copyOf(pinned), List.copyOf(due));
    }

    /** Takes in what was kept, which replaces what is known. */
    public synchronized void takeIn(State kept) {
        pinned = new LinkedHashSet<>(kept.pinned);
        due.clear();
        due.addAll(kept.due);
        missing = Set.of();
    }
}
