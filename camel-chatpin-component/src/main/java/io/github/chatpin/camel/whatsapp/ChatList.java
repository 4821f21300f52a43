package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.Optional;

/** How a gateway lists chats. */
interface ChatList {

    /**
     * Returns the call for it.
     *
     * @param offset how many chats are left out at the beginning, 0 where {@link #page} is not limited
     */
    GatewayCall listCall(GatewayAccess access, int offset);

    /** Returns the most chats that an answer has. */
    default int page() {
        return Integer.MAX_VALUE;
    }

    /** Returns the field of the answer that has the list; empty if the answer itself is the list. */
    default Optional<String> field() {
        return Optional.empty();
    }

    /** Returns what an item of the list says, {@code null} if it is not as documented. */
    ListedChat item(JsonNode item);

    /** Returns what an answer says that has no list. */
    GatewayAnswer.Failure listFailure(UpstreamAnswer answer);

    /** Returns whether {@link ListedChat#pinnedAt} tells which chat was pinned before which. */
    default boolean tellsWhen() {
        return false;
    }
}
