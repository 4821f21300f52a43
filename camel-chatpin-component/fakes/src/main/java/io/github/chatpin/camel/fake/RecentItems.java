package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** The recent list's rows, as the methods that list them pick and tell them. Thread-safe. */
final class RecentItems {

    private final RecentDialogs dialogs;
    private final OpenLines openLines;
    private final ChatCards cards;

    RecentItems(RecentDialogs dialogs, OpenLines openLines, ChatCards cards) {
        this.dialogs = dialogs;
        this.openLines = openLines;
        this.cards = cards;
    }

    /** The rows in the list's order, without the kinds that the parameters skip. */
    Stream<RecentRow> rows(RestParameters parameters) {
        return dialogs.rows().stream().filter(row -> !parameters.isYes(skipping(row.dialog())));
    }

    /** The rows of open lines in the list's order. */
    Stream<RecentRow> openLineRows() {
        return dialogs.rows().stream().filter(row -> openLines.isOpenLine(row.dialog()));
    }

    List<ObjectNode> items(Stream<RecentRow> rows, boolean withCounters) {
        return rows.map(row -> item(row, withCounters)).toList();
    }

    private String skipping(DialogId dialog) {
        if (dialog.isPrivate()) {
            return "SKIP_DIALOG";
        }
        return openLines.isOpenLine(dialog) ? "SKIP_OPENLINES" : "SKIP_CHAT";
    }

    private ObjectNode item(RecentRow row, boolean withCounter) {
        DialogId dialog = row.dialog();
        long chatId = dialog.isPrivate() ? ChatCards.privateChatId(dialog.value()) : dialog.value();
        long authorId = dialog.isPrivate() ? dialog.value() : OpenLines.USER_ID;
        ObjectNode item = Json.object();
        if (dialog.isPrivate()) {
            item.put("id", dialog.value());
        } else {
            item.put("id", dialog.toString());
        }
        item.put("chat_id", chatId).put("type", dialog.isPrivate() ? "user" : "chat");
        item.put("title", ChatCards.title(dialog));
        item.set("message", message(row, chatId, authorId));
        item.put("last_id", ChatCards.messageId(chatId))
                .put("pinned", row.isPinned())
                .put("unread", row.unread() > 0)
                .put("has_reminder", false)
                .put("date_update", PortalTime.atom(row.updatedAt()));
        if (dialogs.rules().generation().tellsLastActivity()) {
            item.put("date_last_activity", PortalTime.atom(row.activeAt()));
        }
        if (withCounter) {
            item.put("counter", row.unread());
        }
        if (!dialog.isPrivate()) {
            item.set("chat", cards.chat(chatId));
            openLines.session(chatId).ifPresent(session -> item.set("lines", lines(session)));
        }
        item.set("user", cards.user(authorId));
        item.putArray("options");
        return item;
    }

    private static ObjectNode message(RecentRow row, long chatId, long authorId) {
        return Json.object()
                .put("id", ChatCards.messageId(chatId))
                .put("text", "A message")
                .put("file", false)
                .put("author_id", authorId)
                .put("attach", false)
                .put("date", PortalTime.atom(row.activeAt()))
                .put("status", "received");
    }

    private static ObjectNode lines(OpenLineSession session) {
        return Json.object()
                .put("id", session.id())
                .put("status", session.status())
                .put("date_create", PortalTime.atom(session.createdAt()));
    }
}
