package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;

/**
 * What a sync is to do.
 *
 * @param wanted the chats that shall be the pinned ones, in the body's order
 * @param prune  what becomes of other chats that are pinned
 * @param dryRun whether nothing is changed
 * @param limit  how many chats may be pinned, {@code null} for any number
 */
public record SyncTask(Handling handling, List<Wanted> wanted, Prune prune, boolean dryRun, Integer limit) {

    public SyncTask {
        wanted = List.copyOf(wanted);
    }

    /** What becomes of chats that are pinned and not wanted. */
    public enum Prune {
        /** They are unpinned. */
        ALL,
        /** Those are unpinned that this component has pinned. */
        OWN,
        /** They are left. */
        NONE
    }

    /**
     * A chat that shall be pinned.
     *
     * @param index   its place in the body
     * @param request what the body asks for
     * @param command pins it, or finds out which chat it is
     * @param failure why it cannot be found out, else {@code null}
     */
    public record Wanted(int index, PinRequest request, Command command, ChatPinException failure) {

        boolean isUnknown() {
            return failure == null && !(command instanceof PinCommand);
        }

        Wanted as(Command other) {
            return new Wanted(index, request, other, null);
        }

        Wanted failed(ChatPinException why) {
            return new Wanted(index, request, command, why);
        }
    }

    /** Returns its first step. */
    public Step first() {
        return new SyncRead(this, null);
    }
}
