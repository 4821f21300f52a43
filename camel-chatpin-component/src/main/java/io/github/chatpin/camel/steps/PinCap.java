package io.github.chatpin.camel.steps;

/**
 * The cap of pinned chats that an endpoint keeps.
 *
 * @param limit    how many there may be, at least 1
 * @param whenFull what becomes of a pin when there are as many
 */
public record PinCap(int limit, WhenFull whenFull) {

    /** What becomes of a pin for which there is no place. */
    public enum WhenFull {
        /** It fails. */
        FAIL,
        /** It is left out. */
        SKIP,
        /** Another chat is unpinned for it. */
        EVICT_OLDEST
    }
}
