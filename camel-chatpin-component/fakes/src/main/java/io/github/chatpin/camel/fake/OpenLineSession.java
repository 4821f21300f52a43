package io.github.chatpin.camel.fake;

import java.time.Instant;

/**
 * A customer's conversation with an operator.
 *
 * @param id its id
 * @param chatId the chat that it takes place in
 * @param operatorId the user id of the operator who owns it
 * @param isPinned whether the operator keeps it
 * @param isClosed whether it has ended
 * @param createdAt when it began
 */
record OpenLineSession(long id, long chatId, long operatorId, boolean isPinned, boolean isClosed, Instant createdAt) {

    // What the server calls an operator's answer and a session's end
    private static final int ANSWERED = 40;
    private static final int CLOSED = 60;

    OpenLineSession pinned(boolean pinned) {
        return new OpenLineSession(id, chatId, operatorId, pinned, isClosed, createdAt);
    }

    /** The pin falls with the session. */
    OpenLineSession closed() {
        return new OpenLineSession(id, chatId, operatorId, false, true, createdAt);
    }

    int status() {
        return isClosed ? CLOSED : ANSWERED;
    }

    /** The fields of the session that the chat carries, of which the fourth is the pin. */
    String entityData() {
        return String.join(
                "|",
                "N",
                "NONE",
                "0",
                isPinned ? "Y" : "N",
                "N",
                Long.toString(id),
                Long.toString(createdAt.getEpochSecond()),
                "1",
                "0",
                "0");
    }
}
