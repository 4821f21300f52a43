package io.github.chatpin.camel.fake;

/** Versions of the Bitrix24 server that pin differently. */
public enum Bitrix24Generation {
    /**
     * The server of the 25-pin cap, which lets 26 in. A chat outside the recent list is added and pinned, rights are
     * not checked, and the pinned chats are in the order of their activity.
     */
    TWENTY_FIVE_PINS(26),
    /** From 2025 to 26.0: 45 pins, and {@code false} for a chat outside the recent list. Rights are not checked. */
    BEFORE_26_150(45),
    /**
     * From 26.150 on, the default: 45 pins; a chat outside the recent list is added and pinned where the user is a
     * member; an unknown chat and an open line are refused with {@code ACCESS_ERROR}; an id by which the server finds
     * no chat, such as {@code sg5} or {@code CHAT17}, answers {@code true} without a pin.
     */
    FROM_26_150(45);

    private final int pinCap;

    Bitrix24Generation(int pinCap) {
        this.pinCap = pinCap;
    }

    /** How many pins fit. */
    int pinCap() {
        return pinCap;
    }

    /** Whether a chat that is not in the list may come in by a pin or an unpin. */
    boolean addsTo(boolean isMember) {
        return switch (this) {
            case TWENTY_FIVE_PINS -> true;
            case BEFORE_26_150 -> false;
            case FROM_26_150 -> isMember;
        };
    }

    /** Whether there must be a chat, and one that the user may pin. */
    boolean checksRights() {
        return this == FROM_26_150;
    }

    /** Whether a new pin comes first in the list; if not, the latest activity does. */
    boolean putsNewPinsFirst() {
        return this != TWENTY_FIVE_PINS;
    }

    /** Whether items of the list tell {@code date_last_activity}. */
    boolean tellsLastActivity() {
        return this != TWENTY_FIVE_PINS;
    }
}
