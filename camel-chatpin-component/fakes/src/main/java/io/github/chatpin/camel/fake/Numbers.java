package io.github.chatpin.camel.fake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What WhatsApp knows about people, and how its answers to look-ups fail. Thread-safe. */
final class Numbers {

    // Guarded by this
    private final Set<Jid> unregistered = new HashSet<>();

    // Guarded by this; by their LIDs
    private final Map<Jid, Jid> people = new HashMap<>();

    // Guarded by this; of those whose chats lists write by them
    private final Map<Jid, Jid> lids = new HashMap<>();

    // Guarded by this
    private int lookUpsToFail;

    synchronized void unregister(Jid person) {
        unregistered.add(person);
    }

    /**
     * Gives a person a LID.
     *
     * @param isListed whether lists write the chat by its LID
     */
    synchronized void migrate(Jid person, Jid lid, boolean isListed) {
        people.put(lid, person);
        if (isListed) {
            lids.put(person, lid);
        }
    }

    synchronized void failLookUps(int times) {
        lookUpsToFail = times;
    }

    /** The one name that a phone keeps a chat under: a person's number, also where a LID is given. */
    synchronized Jid canonical(Jid jid) {
        return people.getOrDefault(jid, jid);
    }

    /** How a list writes a chat: by its LID where the person has been migrated. */
    synchronized Jid listed(Jid jid) {
        return lids.getOrDefault(jid, jid);
    }

    synchronized boolean isRegistered(Jid jid) {
        Jid known = canonical(jid);
        return !unregistered.contains(known) && (!known.isPerson() || known.hasNumber());
    }

    /** Whether this look-up fails; each that does is one fewer to fail. */
    synchronized boolean lookUpFails() {
        if (lookUpsToFail == 0) {
            return false;
        }
        lookUpsToFail--;
        return true;
    }

    /** A gateway's number check, which says no as well when it cannot tell. */
    synchronized boolean check(Jid jid) {
        return !lookUpFails() && isRegistered(jid);
    }
}
