package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.PinnedChat;

/**
 * A chat as a list tells it.
 *
 * @param chat     which it is
 * @param isPinned whether it is pinned
 */
record ListedChat(PinnedChat chat, boolean isPinned) {

    static ListedChat of(String chatId, JsonNode item, boolean isPinned) {
        return new ListedChat(
                new PinnedChat(Bitrix24.NAME, chatId, item.path("title").textValue(), false), isPinned);
    }
}
