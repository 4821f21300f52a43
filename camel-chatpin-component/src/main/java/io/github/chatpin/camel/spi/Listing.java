package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.PinnedChat;
import java.util.List;

/**
 * How a platform tells which chats are pinned.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public sealed interface Listing {

    /**
     * The upstream is asked.
     *
     * @param command the reading, which ends with {@link Outcome.Listed}
     */
    record Asked(Command command) implements Listing {}

    /**
     * The upstream cannot tell; these are the chats that are remembered.
     *
     * @param chats the chats, the one pinned last first
     */
    record Remembered(List<PinnedChat> chats) implements Listing {

        public Remembered {
            chats = List.copyOf(chats);
        }
    }
}
