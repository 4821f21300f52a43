package io.github.chatpin.camel;

import java.io.Serializable;
import java.util.List;

/**
 * What {@code operation=sync} has changed; with {@code dryRun}, what it would change. Chats are in the form that a pin
 * takes and answers.
 *
 * @param pinned   the chats that were pinned, in the body's order
 * @param unpinned the chats that were unpinned, in the upstream's order
 * @param kept     the chats that were wanted and pinned already, in the body's order
 * @param left     the chats that are pinned, were not wanted, and were left by {@code prune}, in the upstream's order
 */
public record PinSyncResult(List<String> pinned, List<String> unpinned, List<String> kept, List<String> left)
        implements Serializable {

    public PinSyncResult {
        pinned = List.copyOf(pinned);
        unpinned = List.copyOf(unpinned);
        kept = List.copyOf(kept);
        left = List.copyOf(left);
    }
}
