package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The open lines' sessions, the last of each chat, and which of them are pinned. Thread-safe. */
final class OpenLines {

    /** The user of the webhook and of the application. */
    static final long USER_ID = 1;

    // The ids in the documentation's example of pinAll are about as large
    private static final long FIRST_SESSION_ID = 337;

    private final RecentDialogs dialogs;
    private final Clock clock;

    // Guarded by this; by chat
    private final Map<Long, OpenLineSession> sessions = new TreeMap<>();

    // Guarded by this
    private final Set<Long> otherChats = new HashSet<>();

    // Guarded by this
    private boolean operator = true;

    // Guarded by this
    private long nextSessionId = FIRST_SESSION_ID;

    OpenLines(RecentDialogs dialogs, Clock clock) {
        this.dialogs = dialogs;
        this.clock = clock;
    }

    /** The session of the user's that is open in a chat; one begins where there is none. */
    synchronized OpenLineSession open(long chatId) {
        return Optional.ofNullable(sessions.get(chatId))
                .filter(session -> !session.isClosed())
                .orElseGet(() -> open(chatId, USER_ID, false));
    }

    /** A chat's last session, be it open or not; one of the user's begins where there was none. */
    synchronized OpenLineSession lastOrNew(long chatId) {
        OpenLineSession last = sessions.get(chatId);
        return last == null ? open(chatId) : last;
    }

    synchronized OpenLineSession open(long chatId, long operatorId, boolean isPinned) {
        OpenLineSession session =
                new OpenLineSession(nextSessionId, chatId, operatorId, isPinned, false, clock.instant());
        nextSessionId++;
        sessions.put(chatId, session);
        dialogs.activity(DialogId.ofChat(chatId), clock.instant());
        return session;
    }

    synchronized void close(long chatId) {
        sessions.computeIfPresent(chatId, (chat, session) -> session.closed());
    }

    synchronized Optional<OpenLineSession> session(long chatId) {
        return Optional.ofNullable(sessions.get(chatId));
    }

    synchronized boolean isOpenLine(DialogId dialog) {
        return dialog.isChat() && sessions.containsKey(dialog.value());
    }

    synchronized void exclude(long chatId) {
        otherChats.add(chatId);
    }

    synchronized boolean isExcluded(long chatId) {
        return otherChats.contains(chatId);
    }

    synchronized void operator(boolean newOperator) {
        operator = newOperator;
    }

    synchronized boolean isOperator() {
        return operator;
    }

    synchronized Set<Long> pinned() {
        return sessions.values().stream()
                .filter(OpenLineSession::isPinned)
                .map(OpenLineSession::chatId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Pins or unpins a chat's session; false where it has ended or is another operator's, unless nothing changes. */
    synchronized boolean setPinned(long chatId, boolean pin) {
        OpenLineSession session = lastOrNew(chatId);
        if (session.isPinned() == pin) {
            return true;
        }
        if (session.isClosed() || session.operatorId() != USER_ID) {
            return false;
        }
        change(session, pin);
        return true;
    }

    /** Pins or unpins the user's sessions that are open; those that changed, the newest first. */
    synchronized List<OpenLineSession> setAllPinned(boolean pin) {
        List<OpenLineSession> changed = sessions.values().stream()
                .filter(session -> session.operatorId() == USER_ID)
                .filter(session -> !session.isClosed() && session.isPinned() != pin)
                .sorted(Comparator.comparing(OpenLineSession::id).reversed())
                .toList();
        changed.forEach(session -> change(session, pin));
        return changed;
    }

    /** A message in the chat tells of the change. */
    private void change(OpenLineSession session, boolean pin) {
        sessions.put(session.chatId(), session.pinned(pin));
        dialogs.activity(DialogId.ofChat(session.chatId()), clock.instant());
    }
}
