package io.github.chatpin.example.partitioned;

/** What the new owner of a portal takes for left of its limit. */
enum HandOver {
    /** Nothing but what comes from then on. */
    EMPTY,
    /** Everything. For comparison: it is rejected where the old owner has used something. */
    FULL
}
