package io.github.chatpin.camel.bitrix24;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What answers have told of an account: whose its credentials are, which chats the groups have, and when each method's
 * execution time is counted anew. Thread-safe.
 */
final class AccountMemory {

    private final Map<String, String> chatsOfGroups = new ConcurrentHashMap<>();
    private final Map<String, Long> operatingResets = new ConcurrentHashMap<>(); // by method, in Unix seconds
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

    /** Returns when a method's execution time is counted anew, in Unix seconds. */
    Optional<Long> operatingReset(String method) {
        return Optional.ofNullable(operatingResets.get(method));
    }

    void noteOperatingReset(String method, long at) {
        operatingResets.put(method, at);
    }
}
