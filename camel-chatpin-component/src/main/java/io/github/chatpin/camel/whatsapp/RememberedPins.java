package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.PinnedChat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The chats that were last pinned through an instance: no call lists them, and the error for a fourth has no code.
 * Someone may unpin them on the phone, so this is what may be pinned, not what is. Thread-safe.
 */
final class RememberedPins {

    /** How many chats WhatsApp keeps pinned. Source: RyzeAPI's page "Pin chat", read in November 2026. */
    static final int LIMIT = 3;

    private final Deque<Pin> pins = new ArrayDeque<>(LIMIT); // the oldest first

    /**
     * Notes a confirmed change.
     *
     * @param key the chat as it was asked for, a number or a JID
     * @param jid the chat as the server calls it, which is the same for all ways to write it
     */
    synchronized void note(String key, String jid, boolean pinned) {
        pins.removeIf(pin -> pin.jid.equals(jid) || pin.key.equals(key)); // an answer may have had no JID
        if (pinned) {
            if (pins.size() == LIMIT) {
                pins.removeFirst(); // a fourth was accepted, so one of the others is pinned no more
            }
            pins.addLast(new Pin(key, jid));
        }
    }

    /** Returns whether as many chats may be pinned as there can be, without the given one. */
    synchronized boolean isFullWithout(String key) {
        return pins.stream().filter(pin -> !pin.key.equals(key)).count() == LIMIT;
    }

    /** Returns the chats, the one pinned last first. */
    synchronized List<PinnedChat> chats() {
        List<PinnedChat> chats = new ArrayList<>();
        pins.descendingIterator()
                .forEachRemaining(pin -> chats.add(new PinnedChat(WhatsApp.NAME, pin.key, null, true)));
        return chats;
    }

    private record Pin(String key, String jid) {}
}
