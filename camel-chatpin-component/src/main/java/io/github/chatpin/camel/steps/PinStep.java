package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;

/** A step of one chat's change. */
public interface PinStep extends Step {

    /** Returns the change. */
    PinCommand pin();

    /** Returns the chats that have been unpinned to make room, as far as it is known. */
    default List<String> evicted() {
        return List.of();
    }

    @Override
    default String method() {
        return pin().method();
    }

    @Override
    default String chatId() {
        return pin().chatId();
    }

    @Override
    default String orderKey() {
        return pin().orderKey();
    }
}
