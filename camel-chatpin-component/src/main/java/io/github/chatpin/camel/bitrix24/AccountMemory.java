package io.github.chatpin.camel.bitrix24;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What answers have told of an account: whose its credentials are, which chats the groups have, and when each method's
 * execution time is counted anew. Thread-safe.
 */
final class AccountMemory {

    // Not changed, but replaced: accounts are many, and most have few entries, which seldom change.
    private volatile Map<String, String> chatsOfGroups = Map.of();
    private volatile Map<String, Long> operatingResets = Map.of(); // by method, in Unix seconds
    private volatile String userId;

    /** Returns the chat of a group such as {@code sg5}. */
    Optional<String> chatOf(String group) {
        return Optional.ofNullable(chatsOfGroups.get(group));
    }

    synchronized void noteChat(String group, String chat) {
        chatsOfGroups = with(chatsOfGroups, group, chat);
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
        Long known = operatingResets.get(method);
        if (known == null || known != at) {
            synchronized (this) {
                operatingResets = with(operatingResets, method, at);
            }
        }
    }

    private static <T> Map<String, T> with(Map<String, T> known, String key, T value) {
        Map<String, T> all = new HashMap<>(known);
        all.put(key, value);
        return Map.copyOf(all);
    }
}
