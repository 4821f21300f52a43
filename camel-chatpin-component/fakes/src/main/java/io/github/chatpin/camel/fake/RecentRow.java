package io.github.chatpin.camel.fake;

import java.time.Instant;

/**
 * A dialog's row in the recent list.
 *
 * @param dialog the dialog
 * @param isPinned whether it is pinned
 * @param unread how many of its messages are unread
 * @param updatedAt when the row changed last, by a message or by a pin
 * @param activeAt when the last message came
 */
record RecentRow(DialogId dialog, boolean isPinned, int unread, Instant updatedAt, Instant activeAt) {

    RecentRow pinned(boolean pinned, Instant now) {
        return new RecentRow(dialog, pinned, unread, now, activeAt);
    }

    RecentRow withUnread(int messages) {
        return new RecentRow(dialog, isPinned, messages, updatedAt, activeAt);
    }

    /** The row as a message at that time leaves it. */
    RecentRow active(Instant time) {
        return new RecentRow(dialog, isPinned, unread, time, time);
    }
}
