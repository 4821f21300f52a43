package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A user's recent list and which of its dialogs are pinned. Every dialog is in it that nothing was said about; its row
 * is written when it is first named. Thread-safe.
 */
final class RecentDialogs {

    private final Clock clock;

    // Guarded by this
    private PinRules rules;

    // Guarded by this; newest first
    private final Deque<DialogId> pinned = new ArrayDeque<>();

    // Guarded by this; in the order in which they came into the list
    private final Map<DialogId, RecentRow> rows = new LinkedHashMap<>();

    // Guarded by this
    private final Set<DialogId> hidden = new HashSet<>();

    // Guarded by this
    private final Set<DialogId> notMember = new HashSet<>();

    // Guarded by this
    private final Set<DialogId> unknown = new HashSet<>();

    // Guarded by this
    private final Set<DialogId> denied = new HashSet<>();

    RecentDialogs(PinRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    synchronized PinRules rules() {
        return rules;
    }

    synchronized void rules(UnaryOperator<PinRules> change) {
        rules = change.apply(rules);
    }

    synchronized void add(DialogId dialog) {
        notMember.remove(dialog);
        unknown.remove(dialog);
        row(dialog);
    }

    synchronized void hide(DialogId dialog) {
        hidden.add(dialog);
        rows.remove(dialog);
        pinned.remove(dialog);
    }

    synchronized void leave(DialogId dialog) {
        notMember.add(dialog);
        hide(dialog);
    }

    synchronized void forget(DialogId dialog) {
        unknown.add(dialog);
        hide(dialog);
    }

    synchronized void deny(DialogId dialog) {
        denied.add(dialog);
    }

    synchronized boolean isDenied(DialogId dialog) {
        return denied.contains(dialog);
    }

    synchronized boolean isUnknown(DialogId dialog) {
        return unknown.contains(dialog);
    }

    /** Puts a message into a dialog, which so is in the list. */
    synchronized void activity(DialogId dialog, Instant time) {
        add(dialog);
        rows.compute(dialog, (id, row) -> row.active(time));
    }

    synchronized void unread(DialogId dialog, int messages) {
        add(dialog);
        rows.compute(dialog, (id, row) -> row.withUnread(messages));
    }

    synchronized List<DialogId> pinned() {
        return List.copyOf(pinned);
    }

    /** The rows in the list's order: the pinned ones first, then by activity. */
    synchronized List<RecentRow> rows() {
        boolean newPinsFirst = rules.generation().putsNewPinsFirst();
        List<RecentRow> all = new ArrayList<>();
        if (newPinsFirst) {
            pinned.forEach(dialog -> all.add(rows.get(dialog)));
        }
        rows.values().stream()
                .filter(row -> !(newPinsFirst && row.isPinned()))
                .sorted(Comparator.comparing(RecentRow::isPinned)
                        .thenComparing(RecentRow::activeAt)
                        .reversed())
                .forEach(all::add);
        return all;
    }

    synchronized boolean isFull() {
        return pinned.size() >= rules.cap();
    }

    /** False at the cap, and where the dialog is not in the list and does not come in. */
    synchronized boolean pin(DialogId dialog) {
        if (isFull() && (rules.repinAtCapRefused() || !pinned.contains(dialog)) || !isListed(dialog)) {
            return false;
        }
        if (!row(dialog).isPinned()) {
            pinned.addFirst(dialog);
            rows.compute(dialog, (id, row) -> row.pinned(true, clock.instant()));
        }
        return true;
    }

    /** False where the dialog is not in the list and does not come in. */
    synchronized boolean unpin(DialogId dialog) {
        if (!isListed(dialog)) {
            return false;
        }
        if (row(dialog).isPinned()) {
            pinned.remove(dialog);
            rows.compute(dialog, (id, row) -> row.pinned(false, clock.instant()));
        }
        return true;
    }

    private boolean isListed(DialogId dialog) {
        if (unknown.contains(dialog)) {
            return false;
        }
        return !hidden.contains(dialog) || rules.generation().addsTo(!notMember.contains(dialog));
    }

    /** The dialog's row, which is written where there is none. */
    private RecentRow row(DialogId dialog) {
        hidden.remove(dialog);
        return rows.computeIfAbsent(dialog, id -> new RecentRow(id, false, 0, clock.instant(), clock.instant()));
    }
}
