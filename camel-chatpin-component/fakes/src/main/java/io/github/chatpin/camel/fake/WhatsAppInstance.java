package io.github.chatpin.camel.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One connected WhatsApp account. Thread-safe; nothing is locked while a change takes its time. */
final class WhatsAppInstance {

    // WhatsApp's own limit, as the page "Pin chat" of docs.ryzeapi.cloud gives it
    private static final int PIN_CAP = 3;
    private static final String OWN_JID = "5511900000000@s.whatsapp.net";

    private final String name;
    private final String token;

    // Guarded by this; newest first
    private final Deque<String> pinned = new ArrayDeque<>();

    // Guarded by this
    private InstanceState state = InstanceState.CONNECTED;

    // Guarded by this
    private boolean changing;

    // Guarded by this
    private int conflicts;

    WhatsAppInstance(String name, String token) {
        this.name = name;
        this.token = token;
    }

    String name() {
        return name;
    }

    String token() {
        return token;
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

    /** The JID of its own number; null while there is no session. */
    String numberJid() {
        return state() == InstanceState.LOGGED_OUT ? null : OWN_JID;
    }

    synchronized List<String> pinned() {
        return List.copyOf(pinned);
    }

    synchronized int conflicts() {
        return conflicts;
    }

    /** Begins a change; false if another is under way. */
    synchronized boolean tryBeginChange() {
        if (changing) {
            conflicts++;
            return false;
        }
        changing = true;
        return true;
    }

    synchronized void endChange() {
        changing = false;
    }

    /**
     * Pins or unpins; false if too many are pinned already.
     *
     * @param dropsOldest whether the oldest pin goes instead
     */
    synchronized boolean trySetPinned(String jid, boolean pin, boolean dropsOldest) {
        if (!pin) {
            pinned.remove(jid);
            return true;
        }
        if (pinned.contains(jid)) {
            return true;
        }
        if (pinned.size() >= PIN_CAP && !dropsOldest) {
            return false;
        }
        pinned.addFirst(jid);
        if (pinned.size() > PIN_CAP) {
            pinned.removeLast();
        }
        return true;
    }
}
