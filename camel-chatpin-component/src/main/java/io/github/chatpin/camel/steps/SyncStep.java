package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import java.util.Optional;

/** A step of a sync, which has the account's pins of its method wait. */
public interface SyncStep extends Step {

    /** Returns what is to be done. */
    SyncTask task();

    @Override
    default Upstream upstream() {
        return task().handling().upstream();
    }

    @Override
    default String chatId() {
        return null;
    }

    @Override
    default String orderKey() {
        return "sync " + upstream().method();
    }

    @Override
    default boolean isAlone() {
        return true;
    }

    /** Returns what has been done if it ends here, empty if nothing may have been. */
    default Optional<Outcome.Synced> brokenOff(ChatPinException why) {
        return Optional.empty();
    }
}
