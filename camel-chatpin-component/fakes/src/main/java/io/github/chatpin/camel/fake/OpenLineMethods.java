package io.github.chatpin.camel.fake;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The methods {@code imopenlines.*}, whose parameters are in upper case only. Thread-safe. */
final class OpenLineMethods {

    /**
     * What differs between servers.
     *
     * @param activatesByDefault what a missing {@code ACTIVATE} means
     * @param operatorErrorCode whether the error that the user is not the operator has a code
     */
    record Settings(boolean activatesByDefault, boolean operatorErrorCode) {}

    private final OpenLines openLines;
    private final RecentDialogs dialogs;
    private final ChatCards cards;
    private final Settings settings;

    OpenLineMethods(OpenLines openLines, RecentDialogs dialogs, ChatCards cards, Settings settings) {
        this.openLines = openLines;
        this.dialogs = dialogs;
        this.cards = cards;
        this.settings = settings;
    }

    RestOutcome pin(MethodCall call) {
        return setPinned(call, isActivated(call.parameters()));
    }

    RestOutcome unpin(MethodCall call) {
        return setPinned(call, false);
    }

    RestOutcome pinAll(MethodCall call) {
        return setAllPinned(true);
    }

    RestOutcome unpinAll(MethodCall call) {
        return setAllPinned(false);
    }

    RestOutcome dialog(MethodCall call) {
        return withChat(call, chatId -> {
            openLines.lastOrNew(chatId);
            return RestOutcome.done(cards.dialog(chatId));
        });
    }

    private RestOutcome setPinned(MethodCall call, boolean pin) {
        return withChat(
                call,
                chatId -> openLines.isOperator() && openLines.setPinned(chatId, pin)
                        ? RestOutcome.done(true)
                        : notOperator());
    }

    private RestOutcome setAllPinned(boolean pin) {
        List<OpenLineSession> changed = openLines.isOperator() ? openLines.setAllPinned(pin) : List.of();
        return RestOutcome.done(changed.stream().map(OpenLineSession::id).toList());
    }

    private RestOutcome withChat(MethodCall call, LongFunction<RestOutcome> action) {
        String text = call.parameters().text("CHAT_ID").orElse("");
        if (text.isEmpty() || text.equals("0")) {
            return RestOutcome.badRequest("CHAT_ID_EMPTY", "Chat ID can't be empty");
        }
        Optional<Long> chatId = positiveNumber(text);
        if (chatId.isEmpty()) {
            return RestOutcome.badRequest("CHAT_ID", "Chat ID is not valid");
        }
        if (openLines.isExcluded(chatId.get())) {
            return RestOutcome.badRequest("CHAT_TYPE", "Chat is not an open line");
        }
        if (dialogs.isDenied(DialogId.ofChat(chatId.get()))) {
            return RestOutcome.badRequest("ACCESS_DENIED", "You don't have access to the chat");
        }
        return action.apply(chatId.get());
    }

    private boolean isActivated(RestParameters parameters) {
        Optional<String> activate = parameters.text("ACTIVATE");
        return settings.activatesByDefault()
                ? activate.filter("N"::equals).isEmpty()
                : activate.filter("Y"::equals).isPresent();
    }

    private RestOutcome notOperator() {
        return settings.operatorErrorCode()
                ? RestOutcome.badRequest("ERROR_USER_NOT_OPERATOR", "User is not an operator")
                : RestOutcome.badRequest("", "");
    }

    private static Optional<Long> positiveNumber(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
