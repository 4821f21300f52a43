package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What methods tell of chats and users. Thread-safe. */
final class ChatCards {

    private static final String COLOR = "#4ba984";
    private static final long FIRST_PRIVATE_CHAT_ID = 500_000;
    private static final long FIRST_MESSAGE_ID = 7_000_000;

    private final OpenLines openLines;
    private final SonetGroups groups;
    private final String createdAt;

    ChatCards(OpenLines openLines, SonetGroups groups, PortalTime time) {
        this.openLines = openLines;
        this.groups = groups;
        createdAt = PortalTime.atom(time.now());
    }

    /** The object {@code chat} in an item of the recent list. */
    ObjectNode chat(long chatId) {
        Optional<OpenLineSession> session = openLines.session(chatId);
        Optional<Long> group = groups.groupOf(chatId);
        ObjectNode chat = Json.object()
                .put("id", chatId)
                .put("parent_chat_id", 0)
                .put("name", title(DialogId.ofChat(chatId)))
                .put("owner", session.map(OpenLineSession::operatorId).orElse(OpenLines.USER_ID))
                .put("extranet", false)
                .put("avatar", "")
                .put("color", COLOR)
                .put("type", type(session, group))
                .put("entity_type", entityType(session, group))
                .put("entity_id", entityId(chatId, session, group))
                .put("entity_data_1", session.map(OpenLineSession::entityData).orElse(""))
                .put("entity_data_2", "")
                .put("entity_data_3", "")
                .put("date_create", createdAt)
                .put("message_type", session.isPresent() ? "L" : "C")
                .put("role", "member");
        chat.putArray("mute_list");
        chat.putArray("manager_list");
        chat.putObject("restrictions").put("avatar", true).put("rename", true).put("leave", true);
        return chat;
    }

    /** The answer of a method that tells of one chat, whose number is a string here. */
    ObjectNode dialog(long chatId) {
        ObjectNode dialog = chat(chatId)
                .put("id", Long.toString(chatId))
                .put("dialog_id", "chat" + chatId)
                .put("title", title(DialogId.ofChat(chatId)))
                .put("counter", 0)
                .put("unread_id", 0)
                .put("message_count", 1)
                .put("last_message_id", messageId(chatId));
        dialog.putArray("readed_list");
        return dialog;
    }

    ObjectNode privateDialog(long userId) {
        return chat(privateChatId(userId))
                .put("id", Long.toString(privateChatId(userId)))
                .put("dialog_id", Long.toString(userId))
                .put("type", "private")
                .put("message_type", "P");
    }

    ObjectNode user(long userId) {
        return Json.object()
                .put("id", userId)
                .put("active", true)
                .put("name", "User " + userId)
                .put("first_name", "User")
                .put("last_name", Long.toString(userId))
                .put("color", COLOR)
                .put("avatar", "")
                .put("gender", "F")
                .put("extranet", false)
                .put("network", false)
                .put("bot", false)
                .put("connector", false);
    }

    /** The number of a private dialog's chat, which is not the user's. */
    static long privateChatId(long userId) {
        return FIRST_PRIVATE_CHAT_ID + userId;
    }

    static String title(DialogId dialog) {
        return (dialog.isPrivate() ? "User " : "Chat ") + dialog.number();
    }

    /** The number of the last message, which is no other number. */
    static long messageId(long chatId) {
        return FIRST_MESSAGE_ID + chatId;
    }

    private static String type(Optional<OpenLineSession> session, Optional<Long> group) {
        if (session.isPresent()) {
            return "lines";
        }
        return group.isPresent() ? "sonetGroup" : "chat";
    }

    private static String entityType(Optional<OpenLineSession> session, Optional<Long> group) {
        if (session.isPresent()) {
            return "LINES";
        }
        return group.isPresent() ? "SONET_GROUP" : "";
    }

    private static String entityId(long chatId, Optional<OpenLineSession> session, Optional<Long> group) {
        return session.isPresent()
                ? "livechat|1|" + chatId + "|" + OpenLines.USER_ID
                : group.map(String::valueOf).orElse("");
    }
}
