package io.github.chatpin.camel.fake;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An operator's open-line dialogs: {@code imopenlines.session.mode.*}. Thread-safe. */
final class OpenLines {

    // The ids in the documentation's example of pinAll are about as large
    private static final long FIRST_SESSION_ID = 337;

    private final RecentDialogs dialogs;
    private final boolean activatesByDefault;

    // Guarded by this; session by chat
    private final Map<Long, Long> sessions = new TreeMap<>();

    // Guarded by this
    private final Set<Long> pinned = new LinkedHashSet<>();

    // Guarded by this
    private final Set<Long> otherChats = new HashSet<>();

    // Guarded by this
    private boolean operator = true;

    OpenLines(RecentDialogs dialogs, boolean activatesByDefault) {
        this.dialogs = dialogs;
        this.activatesByDefault = activatesByDefault;
    }

    synchronized long open(long chatId) {
        return sessions.computeIfAbsent(chatId, chat -> FIRST_SESSION_ID + sessions.size());
    }

    synchronized void exclude(long chatId) {
        otherChats.add(chatId);
    }

    synchronized void operator(boolean newOperator) {
        operator = newOperator;
    }

    synchronized Set<Long> pinned() {
        return Set.copyOf(pinned);
    }

    synchronized RestOutcome pin(RestParameters parameters) {
        String text = parameters.text("CHAT_ID").orElse("");
        if (text.isEmpty() || text.equals("0")) {
            return RestOutcome.badRequest("CHAT_ID_EMPTY", "Chat ID can't be empty");
        }
        Optional<Long> chatId = positiveNumber(text);
        if (chatId.isEmpty()) {
            return RestOutcome.badRequest("CHAT_ID", "Chat ID is not valid");
        }
        return refusal(chatId.get()).orElseGet(() -> setPinned(chatId.get(), isActivated(parameters)));
    }

    synchronized RestOutcome pinAll(boolean pin) {
        if (!operator) {
            return notOperator();
        }
        Set<Long> changed = new TreeSet<>(sessions.keySet());
        changed.removeIf(chatId -> pinned.contains(chatId) == pin);
        List<Long> sessionIds = changed.stream()
                .map(sessions::get)
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        changed.forEach(chatId -> setPinned(chatId, pin));
        return RestOutcome.done(sessionIds);
    }

    private Optional<RestOutcome> refusal(long chatId) {
        if (!operator) {
            return Optional.of(notOperator());
        }
        if (otherChats.contains(chatId)) {
            return Optional.of(RestOutcome.badRequest("CHAT_TYPE", "Chat is not an open line"));
        }
        if (dialogs.isDenied(DialogId.ofChat(chatId))) {
            return Optional.of(RestOutcome.badRequest("ACCESS_DENIED", "You don't have access to the chat"));
        }
        return Optional.empty();
    }

    private RestOutcome setPinned(long chatId, boolean pin) {
        open(chatId);
        if (pin) {
            pinned.add(chatId);
        } else {
            pinned.remove(chatId);
        }
        return RestOutcome.done(true);
    }

    private boolean isActivated(RestParameters parameters) {
        Optional<String> activate = parameters.text("ACTIVATE");
        return activatesByDefault
                ? activate.filter("N"::equals).isEmpty()
                : activate.filter("Y"::equals).isPresent();
    }

    private static RestOutcome notOperator() {
        return RestOutcome.badRequest("ERROR_USER_NOT_OPERATOR", "User is not an operator");
    }

    private static Optional<Long> positiveNumber(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
