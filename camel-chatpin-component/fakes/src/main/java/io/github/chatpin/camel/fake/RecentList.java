package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The method {@code im.recent.list}. All dialogs have the same date, so {@code LAST_MESSAGE_DATE} changes nothing.
 * Thread-safe.
 */
final class RecentList {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final RecentDialogs dialogs;
    private final Clock clock;

    RecentList(RecentDialogs dialogs, Clock clock) {
        this.dialogs = dialogs;
        this.clock = clock;
    }

    RestOutcome list(RestParameters parameters) {
        int limit = Math.max(1, Math.min(MAX_LIMIT, parameters.number("LIMIT", DEFAULT_LIMIT)));
        int offset = parameters.number("OFFSET", 0);
        Set<DialogId> pinned = Set.copyOf(dialogs.pinned());
        List<DialogId> wanted = dialogs.all().stream()
                .filter(dialog -> !isSkipped(dialog, parameters))
                .toList();

        ObjectNode result = Json.object();
        ArrayNode items = result.putArray("items");
        wanted.stream().skip(offset).limit(limit).forEach(dialog -> items.add(item(dialog, pinned.contains(dialog))));
        boolean hasMore = offset + limit < wanted.size();
        result.put("hasMore", hasMore).put("hasMorePages", hasMore);
        return new RestOutcome.Done(result, OptionalInt.of(-1));
    }

    private static boolean isSkipped(DialogId dialog, RestParameters parameters) {
        String option = dialog.isPrivate() ? "SKIP_DIALOG" : "SKIP_CHAT";
        return parameters.text(option).filter("Y"::equals).isPresent();
    }

    private ObjectNode item(DialogId dialog, boolean isPinned) {
        ObjectNode item = Json.object();
        if (dialog.isPrivate()) {
            item.put("id", Long.parseLong(dialog.number()));
        } else {
            item.put("id", dialog.toString());
        }
        return item.put("chat_id", Long.parseLong(dialog.number()))
                .put("type", dialog.isPrivate() ? "user" : "chat")
                .put("title", "Dialog " + dialog)
                .put("pinned", isPinned)
                .put("unread", false)
                .put("date_update", clock.instant().toString());
    }
}
