package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.PinCommand;

/** A step of one chat's change. */
public interface PinStep extends Step {

    /** Returns the change. */
    PinCommand pin();

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
