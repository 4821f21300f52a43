package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/** What steps want to know of lists of pinned chats. */
final class Lists {

    private Lists() {}

    /** Returns the method that lists. */
    static String method(Upstream upstream) {
        return upstream.list() instanceof Listing.Asked asked
                ? upstream.current(asked.command()).method()
                : upstream.method();
    }

    static List<String> ids(Outcome.Listed listed) {
        return listed.chats().stream().map(PinnedChat::chatId).toList();
    }
}
