package io.github.chatpin.camel.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which chats a gateway may list under another id than the one that they were pinned by. WhatsApp knows many people by two:
 * their number, and a LID that hides it. A chat that was pinned, and that the next list does not show while it shows one
 * that is new, may be that one. Thread-safe.
 */
public final class OtherIds {

    private static final int MOST = 1000;

    // Sets that are not changed, but replaced: most accounts have nothing here.
    private Set<String> last; // what the last list showed, without what was unpinned since; null before the first list
    private Set<String> pinned = Set.of(); // since the last list
    private Map<String, Set<String>> candidates = Map.of(); // by the chat that the list does not show

    /** Notes that a chat was pinned or unpinned. */
    public synchronized void changed(String chatId, boolean isPinned) {
        if (last == null) {
            return; // there is nothing to compare the next list with
        }
        if (isPinned) {
            pinned = pinned.size() < MOST ? with(pinned, chatId) : Set.of(chatId);
        } else {
            pinned = without(pinned, chatId);
            last = without(last, chatId); // if it is shown again, it is new
            Map<String, Set<String>> others = new HashMap<>(candidates);
            others.remove(chatId);
            candidates = Map.copyOf(others);
        }
    }

    /** Notes which chats a sync's list shows: nothing is pinned or unpinned meanwhile. */
    public synchronized void listed(Collection<String> chatIds) {
        Set<String> shown = Set.copyOf(chatIds);
        Map<String, Set<String>> now = new HashMap<>(candidates);
        Set<String> appeared = appeared(shown);
        pinned.forEach(chat -> now.merge(chat, appeared, OtherIds::both));
        now.keySet().removeAll(shown);
        now.replaceAll((chat, ids) -> common(ids, shown));
        now.values().removeIf(Set::isEmpty);
        candidates = Map.copyOf(now);
        pinned = Set.of();
        last = shown;
    }

    private Set<String> appeared(Set<String> shown) {
        if (last == null) {
            return Set.of();
        }
        Set<String> appeared = new LinkedHashSet<>(shown);
        appeared.removeAll(last);
        appeared.removeAll(pinned);
        return appeared;
    }

    /** Returns under which ids the list may show a chat that it does not show under its own; empty if there are none. */
    public synchronized Set<String> of(String chatId) {
        return candidates.getOrDefault(chatId, Set.of());
    }

    private static Set<String> with(Set<String> ids, String one) {
        return both(ids, Set.of(one));
    }

    private static Set<String> without(Set<String> ids, String one) {
        Set<String> others = new HashSet<>(ids);
        others.remove(one);
        return Set.copyOf(others);
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> common = new HashSet<>(some);
        common.retainAll(others);
        return Set.copyOf(common);
    }
}
