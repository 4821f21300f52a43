package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;

/**
 * A chat that is unpinned to make room for another one.
 *
 * @param unpin  the command for it
 * @param pin    the command that undoes it
 * @param chatId as the list has it
 * @param before what was remembered of it, {@code null} if nothing was
 */
record Evicted(PinCommand unpin, PinCommand pin, String chatId, Remembered before) {

    static Evicted of(Handling handling, String chatId) {
        return new Evicted(
                handling.pin(chatId, false),
                handling.pin(chatId, true),
                chatId,
                handling.known().remembered().find(chatId).orElse(null));
    }

    static List<String> ids(List<Evicted> chats) {
        return chats.stream().map(Evicted::chatId).toList();
    }
}
