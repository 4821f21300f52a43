package io.github.chatpin.camel.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The chats of workgroups and projects. Thread-safe. */
final class SonetGroups {

    private final Map<Long, Long> chats = new ConcurrentHashMap<>();

    void add(long group, long chatId) {
        chats.put(group, chatId);
    }

    Optional<Long> groupOf(long chatId) {
        return chats.entrySet().stream()
                .filter(entry -> entry.getValue() == chatId)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The chat of a group; any other dialog as it is. */
    DialogId chatOf(DialogId dialog) {
        Long chatId = dialog.isSonetGroup() ? chats.get(dialog.value()) : null;
        return chatId == null ? dialog : DialogId.ofChat(chatId);
    }
}
