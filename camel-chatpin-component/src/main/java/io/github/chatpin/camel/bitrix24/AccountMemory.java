package io.github.chatpin.camel.bitrix24;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What answers have told of an account and what does not change: whose its credentials are, and which chats the groups
 * have. Thread-safe.
 */
final class AccountMemory {

    private final Map<String, String> chatsOfGroups = new ConcurrentHashMap<>();
    private volatile String userId;

    /** Returns the chat of a group such as {@code sg5}. */
    Optional<String> chatOf(String group) {
        return Optional.ofNullable(chatsOfGroups.get(group));
    }

    void noteChat(String group, String chat) {
        chatsOfGroups.put(group, chat);
    }

    /** Returns the id of the credentials' user. */
    Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    void noteUser(String id) {
        userId = id;
    }
}
