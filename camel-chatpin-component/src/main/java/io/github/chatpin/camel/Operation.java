package io.github.chatpin.camel;

/** What an endpoint does with the messages that it gets: the values of the option {@code operation}. */
public enum Operation {
    /** Sets one chat's state, or each of a bulk body's. */
    PIN("pin"),
    /** Pins all of the operator's active open-line dialogs. */
    PIN_ALL("pinAll"),
    /** Unpins all of the operator's active open-line dialogs. */
    UNPIN_ALL("unpinAll"),
    /** Tells which chats are pinned. */
    LIST("list"),
    /** Makes exactly the body's chats the pinned ones. */
    SYNC("sync");

    private final String optionValue;

    Operation(String optionValue) {
        this.optionValue = optionValue;
    }

    /** Returns whether it looks at the chats of a message's body. */
    public boolean readsBody() {
        return this == PIN || this == SYNC;
    }

    /** Returns the value of the option {@code operation} that names it. */
    public String optionValue() {
        return optionValue;
    }

    /**
     * Returns the operation that the option's value names.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Operation named(String optionValue) {
        for (Operation operation : values()) {
            if (operation.optionValue.equals(optionValue)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("operation: unknown; use pin, list, sync, pinAll or unpinAll");
    }
}
