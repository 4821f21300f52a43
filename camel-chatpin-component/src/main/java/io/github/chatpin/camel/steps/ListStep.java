package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.Command;
import java.util.List;

/** A step that sends nothing of its own: it has the pinned chats listed. */
interface ListStep extends Step {

    @Override
    default List<Command> parts() {
        return List.of();
    }

    @Override
    default boolean lists() {
        return true;
    }
}
