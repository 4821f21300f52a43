package io.github.chatpin.camel.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user's recent dialogs and which of them are pinned: {@code im.recent.pin}. Thread-safe. */
final class RecentDialogs {

    private final int pinCap;
    private final boolean repinAtCapRefused;

    // Guarded by this; newest first
    private final Deque<DialogId> pinned = new ArrayDeque<>();

    // Guarded by this; in the order in which they were first seen
    private final Set<DialogId> seen = new LinkedHashSet<>();

    // Guarded by this
    private final Set<DialogId> hidden = new HashSet<>();

    // Guarded by this
    private final Set<DialogId> denied = new HashSet<>();

    RecentDialogs(int pinCap, boolean repinAtCapRefused) {
        this.pinCap = pinCap;
        this.repinAtCapRefused = repinAtCapRefused;
    }

    synchronized void add(DialogId dialog) {
        hidden.remove(dialog);
        seen.add(dialog);
    }

    synchronized void hide(DialogId dialog) {
        hidden.add(dialog);
        seen.remove(dialog);
        pinned.remove(dialog);
    }

    synchronized void deny(DialogId dialog) {
        denied.add(dialog);
    }

    synchronized boolean isDenied(DialogId dialog) {
        return denied.contains(dialog);
    }

    synchronized List<DialogId> pinned() {
        return List.copyOf(pinned);
    }

    /** The dialogs in the list: the pinned ones first, newest first; then the others. */
    synchronized List<DialogId> all() {
        Set<DialogId> all = new LinkedHashSet<>(pinned);
        all.addAll(seen);
        return new ArrayList<>(all);
    }

    /** Anything but exactly {@code N} pins. */
    synchronized RestOutcome pin(RestParameters parameters) {
        Optional<DialogId> dialog = parameters.text("DIALOG_ID").flatMap(DialogId::parse);
        if (dialog.isEmpty()) {
            return RestOutcome.badRequest("DIALOG_ID_EMPTY", "Dialog ID can't be empty");
        }
        if (denied.contains(dialog.get())) {
            return RestOutcome.badRequest("ACCESS_ERROR", "You don't have permission to pin this chat");
        }
        if (dialog.get().prefix().equals("crm")) {
            return RestOutcome.done(true); // looked up as a private dialog, of which there is none
        }
        boolean pin = !parameters.text("PIN").filter("N"::equals).isPresent();
        return RestOutcome.done(pin ? tryPin(dialog.get()) : tryUnpin(dialog.get()));
    }

    private boolean tryPin(DialogId dialog) {
        boolean alreadyPinned = pinned.contains(dialog);
        boolean full = pinned.size() >= pinCap;
        if (hidden.contains(dialog) || full && (!alreadyPinned || repinAtCapRefused)) {
            return false;
        }
        if (!alreadyPinned) {
            pinned.addFirst(dialog);
            seen.add(dialog);
        }
        return true;
    }

    private boolean tryUnpin(DialogId dialog) {
        if (hidden.contains(dialog)) {
            return false;
        }
        pinned.remove(dialog);
        seen.add(dialog);
        return true;
    }
}
