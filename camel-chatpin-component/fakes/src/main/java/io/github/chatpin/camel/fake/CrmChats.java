package io.github.chatpin.camel.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The chats in which items of the CRM are discussed: {@code im.chat.get}. Thread-safe. */
final class CrmChats {

    private final Map<String, Long> chats = new ConcurrentHashMap<>();

    void add(String item, long chatId) {
        chats.put(item, chatId);
    }

    /** Answers null for an item without a chat, and for parameters that are missing or name none. */
    RestOutcome get(MethodCall call) {
        RestParameters parameters = call.parameters().inAnyCase();
        Optional<Long> chat = parameters
                .text("ENTITY_TYPE")
                .filter("CRM"::equals)
                .flatMap(type -> parameters.text("ENTITY_ID"))
                .map(chats::get);
        return RestOutcome.done(chat.map(id -> Map.of("ID", id)).orElse(null));
    }
}
