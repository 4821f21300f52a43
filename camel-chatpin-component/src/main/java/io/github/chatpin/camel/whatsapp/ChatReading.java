package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.spi.Command;
import java.util.List;
import java.util.Set;

/**
 * Asks for a page of an instance's chats.
 *
 * @param offset where the page begins
 * @param before   the pinned chats of the pages before
 * @param unpinned the keys of the other ones
 * @param mark   what had been noted of the pins when the first page was asked for
 */
record ChatReading(int offset, List<ListedChat> before, Set<String> unpinned, long mark) implements Command {

    static ChatReading first(long mark) {
        return new ChatReading(0, List.of(), Set.of(), mark);
    }

    /** Returns how many chats the pages before had. */
    int size() {
        return before.size() + unpinned.size();
    }

    @Override
    public String method() {
        return "listChats";
    }

    @Override
    public String chatId() {
        return null;
    }

    @Override
    public String orderKey() {
        return method();
    }

    @Override
    public boolean isReading() {
        return true;
    }
}
