package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.Command;
import java.util.List;

/** What a message asks for. */
public sealed interface PinsToDo {

    /** One chat, or all chats at once, or the question which are pinned. */
    record One(Command command) implements PinsToDo {}

    /** Which chats are remembered as pinned, where the upstream cannot be asked. */
    record Remembered(List<PinnedChat> chats) implements PinsToDo {}

    /** Each item of a bulk body, in its order. */
    record Many(List<Item> items) implements PinsToDo {}

    /**
     * An item of a bulk body.
     *
     * @param request what it asks for, as far as it can be told
     * @param command the command for it; {@code null} if it is malformed
     * @param fault   why it is malformed, else {@code null}
     */
    record Item(PinRequest request, Command command, InvalidPinRequestException fault) {}
}
