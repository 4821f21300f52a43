package io.github.chatpin.camel.fake;

import java.util.Optional;

/** The method {@code im.dialog.get}, which finds a chat by a dialog's id. Thread-safe. */
final class ChatDirectory {

    private final RecentDialogs dialogs;
    private final SonetGroups groups;
    private final ChatCards cards;

    ChatDirectory(RecentDialogs dialogs, SonetGroups groups, ChatCards cards) {
        this.dialogs = dialogs;
        this.groups = groups;
        this.cards = cards;
    }

    RestOutcome get(MethodCall call) {
        String text = call.parameters().inAnyCase().text("DIALOG_ID").orElse("");
        Optional<DialogId> named = DialogId.parse(text);
        if (named.isEmpty() || text.equals("0")) {
            return RestOutcome.badRequest("DIALOG_ID_EMPTY", "Dialog ID can't be empty");
        }
        return DialogId.lookedUp(text)
                .or(() -> named.filter(DialogId::isSonetGroup).map(groups::chatOf))
                .filter(dialog -> !dialog.isSonetGroup() && !dialogs.isDenied(dialog) && !dialogs.isUnknown(dialog))
                .map(dialog -> RestOutcome.done(
                        dialog.isPrivate() ? cards.privateDialog(dialog.value()) : cards.dialog(dialog.value())))
                .orElseGet(() -> RestOutcome.badRequest("ACCESS_ERROR", "You don't have access to the dialog"));
    }
}
